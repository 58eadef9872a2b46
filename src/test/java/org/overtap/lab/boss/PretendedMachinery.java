package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.overtap.lab.mapper.Assignment;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.mapper.MappedMachine;
import org.overtap.lab.mapper.Mapper;
import org.overtap.lab.mapper.NodeId;
import org.overtap.lab.mapper.TooFewMachines;
import org.overtap.lab.mapper.VirtualNetwork;
import org.overtap.lab.net.LabException;
import org.overtap.lab.ns.VirtualExperiment;

/** Machines that are only noted down. */
final class PretendedMachinery implements MachinePool {
    final List<String> states = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    final List<Integer> failingBuilds = new ArrayList<>();
    List<NodeId> pool = IntStream.range(101, 121).mapToObj(NodeId::new).toList();
    private Assignment assignment = Assignment.none();
    private int builds;
    String dead = "";

    @Override
    public void size(VirtualExperiment experiment) {}

    @Override
    public List<NodeId> pool() {
        return pool;
    }

    @Override
    public boolean isFree(NodeId machine) {
        return !assignment.machines().containsValue(machine);
    }

    @Override
    public int free() {
        return pool.size() - assignment.machines().size();
    }

    @Override
    public String hostKey(NodeId machine) {
        return "ssh-rsa KEY-OF-" + machine;
    }

    @Override
    public Blueprint plan(VirtualExperiment experiment) throws LabException {
        Mapper mapper = new Mapper(VirtualNetwork.of(experiment));
        try {
            assignment = assignment.renew(mapper.names(), pool, Set.of());
            return mapper.blueprint(assignment);
        } catch (TooFewMachines e) {
            throw new LabException(e.getMessage());
        }
    }

    @Override
    public void build(Blueprint blueprint) throws LabException {
        done.add("build");
        if (failingBuilds.contains(++builds)) {
            throw new LabException("build " + builds + " fails");
        }
    }

    @Override
    public void clear(Blueprint blueprint) {
        done.add("clear");
    }

    @Override
    public void reshape(Blueprint before, Blueprint after) {
        done.add("reshape");
    }

    @Override
    public void carrier(Blueprint built, String node, String iface, boolean up) {
        done.add(node + " " + iface + (up ? " up" : " down"));
    }

    @Override
    public void takeDown(MappedMachine machine, NodeReboot how) {
        done.add(machine.name() + (how.power() ? " is switched off" : " shuts down"));
    }

    @Override
    public void bringUp(MappedMachine machine) throws LabException {
        if (machine.name().equals(dead)) {
            throw new LabException("it does not boot");
        }
        done.add(machine.name() + " boots");
    }

    @Override
    public void reconfigure(Blueprint built, MappedMachine machine) {
        done.add(machine.name() + " is reconfigured");
    }

    @Override
    public void startPrograms(VirtualExperiment experiment, Blueprint built, String node) {
        done.add("start " + node);
    }

    @Override
    public void failIfAsked() {}

    @Override
    public boolean staysSwapped() {
        return false;
    }

    @Override
    public void startPrograms(VirtualExperiment experiment, Blueprint built) {
        done.add("start");
    }

    @Override
    public void goOnWithPrograms(VirtualExperiment experiment, Blueprint built) {
        done.add("go on");
    }

    @Override
    public void stopPrograms() {}

    @Override
    public void report(String state, String failure, Optional<Blueprint> built) {
        states.add(state);
    }
}
