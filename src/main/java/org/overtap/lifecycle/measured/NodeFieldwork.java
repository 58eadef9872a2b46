package org.overtap.lifecycle.measured;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.RouteDiscovery;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.DaemonCount;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.topology.Topology;

/**
 * What nodes tell now that is needed to make something of their records.
 *
 * @param clocks how their clocks differ from this machine's, of those that told
 * @param routed the topology with their routes, where all of them told
 * @param counts what their probes and collectors counted, of those that told
 */
public record NodeFieldwork(List<ClockReading> clocks, Topology routed, List<DaemonCount> counts) {
    public NodeFieldwork {
        clocks = List.copyOf(clocks);
        counts = List.copyOf(counts);
    }

    /**
     * Asks the nodes of a deployment.
     *
     * @param notices hears what could not be found out, and which clocks are off
     */
    public static NodeFieldwork ask(Deployment deployment, NodeShells shells, Consumer<String> notices) {
        List<ClockReading> clocks = clocks(deployment, shells, notices);
        // Who does not tell the time will not tell routes either, and each question may take long.
        boolean allAnswer = clocks.size() == nodes(deployment).size();
        Set<String> answering = clocks.stream().map(ClockReading::node).collect(Collectors.toSet());
        String silent = nodes(deployment).stream()
                .filter(node -> !answering.contains(node))
                .collect(Collectors.joining(", "));
        if (!silent.isEmpty()) {
            notices.accept("note: no answer from " + silent
                    + ": clocks, routes and counters are as they were told before," + " where they were");
        }
        return new NodeFieldwork(
                clocks,
                allAnswer ? routed(deployment.topology(), shells, notices) : deployment.topology(),
                DaemonCounters.ask(deployment, answering::contains, shells));
    }

    /**
     * How clocks of its nodes differ from this machine's.
     *
     * @param notices hears which are off
     */
    public static List<ClockReading> clocks(Deployment deployment, NodeShells shells, Consumer<String> notices) {
        List<ClockReading> clocks = NodeClocks.compare(nodes(deployment), shells);
        clocks.stream()
                .filter(ClockReading::off)
                .forEach(clock -> notices.accept("note: " + clock.text() + ": the times of its records are corrected"));
        return clocks;
    }

    private static Set<String> nodes(Deployment deployment) {
        Set<String> nodes = new TreeSet<>(deployment.touched());
        nodes.removeIf(node -> deployment.topology().node(node).isEmpty());
        return nodes;
    }

    /**
     * A deployment that is about to be started, knowing the clocks of its nodes and what will run there.
     *
     * @param notices hears which programs are of versions that nobody tried
     */
    public static Deployment beforeStart(Deployment wanted, NodeShells shells, Consumer<String> notices) {
        Set<String> nodes = new TreeSet<>();
        wanted.wanted().forEach(entry -> nodes.add(entry.node()));
        List<FieldNotes.ProgramVersion> versions = ProgramVersions.ask(wanted, shells);
        ProgramVersions.strange(versions, wanted.instruments()).forEach(words -> notices.accept("note: " + words));
        return wanted.with(
                wanted.notes().compared(NodeClocks.compare(nodes, shells)).with(versions));
    }

    private static Topology routed(Topology topology, NodeShells shells, Consumer<String> notices) {
        try {
            return RouteDiscovery.read(topology, shells);
        } catch (DeployException e) {
            notices.accept("note: routes are not known ("
                    + e.getMessage().lines().findFirst().orElse("")
                    + "): flows over several segments are told by their MAC addresses where probes tell these");
            return topology;
        }
    }

    /** The deployment, knowing that. */
    public Deployment noted(Deployment deployment) {
        return deployment.with(deployment.notes().compared(clocks).counted(counts));
    }
}
