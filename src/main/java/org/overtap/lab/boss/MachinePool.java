package org.overtap.lab.boss;

import java.util.List;
import java.util.Optional;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.net.LabException;
import org.overtap.lab.ns.VirtualExperiment;

/** The testbed's machines, as the experiment and the boss's methods see them. */
interface MachinePool {
    /** Makes the pool as large as the first experiment and the free machines need. */
    void size(VirtualExperiment experiment);

    /** All machines of the testbed. */
    List<NodeId> pool();

    /** Whether nobody uses a machine. */
    boolean isFree(NodeId machine);

    /** How many machines are free, or are said to be. */
    int free();

    /** The machine's RSA host key, as a line for known_hosts. */
    String hostKey(NodeId machine) throws LabException;

    /** Assigns machines; throws when there are too few. */
    Blueprint plan(VirtualExperiment experiment) throws LabException;

    /** Builds what was planned and waits until it runs. */
    void build(Blueprint blueprint) throws LabException;

    /** Clears away what was built, as far as it was. */
    void clear(Blueprint blueprint) throws LabException;

    /** Throws if a modify is to fail. */
    void failIfAsked() throws LabException;

    /** Whether a modify that failed leaves the experiment swapped out. */
    boolean staysSwapped();

    /** Changes what shapers shape while they run. */
    void reshape(Blueprint before, Blueprint after) throws LabException;

    /** Brings an interface of a running node down or up. */
    void carrier(Blueprint built, String node, String iface, boolean up) throws LabException;

    /** Takes a machine down, by asking its processes to end or by its power. */
    void takeDown(MappedMachine machine, NodeReboot how) throws LabException;

    /** Lets a machine that was taken down boot from the disk that it had, and waits until it can be logged into. */
    void bringUp(MappedMachine machine) throws LabException;

    /** Configures a running machine's network anew. */
    void reconfigure(Blueprint built, MappedMachine machine) throws LabException;

    /** Starts what a node starts when it boots. */
    void startPrograms(VirtualExperiment experiment, Blueprint built, String node);

    /** Starts the experiment's programs at their times, anew. */
    void startPrograms(VirtualExperiment experiment, Blueprint built);

    /** Starts those of the experiment's programs whose time is still to come. */
    void goOnWithPrograms(VirtualExperiment experiment, Blueprint built);

    /** Forgets programs that have not been started yet. */
    void stopPrograms();

    /** Tells the outside how things stand. */
    void report(String state, String failure, Optional<Blueprint> built);
}
