package org.overtap.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Step;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.testbed.Proposal;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/**
 * What a deployment would do. Nothing is changed.
 *
 * @param plan the plan; without a bill where the experiment was changed for it already
 * @param satisfied whether it would be deployed at all
 * @param changedAlready what the testbed calls the description that it has already for this; empty if it needs none, or
 *     has yet to get it
 * @param change what would be sent to the testbed first
 * @param actions what would be done on nodes, in order
 */
public record DryRun(
        OverlayPlan plan,
        boolean satisfied,
        Optional<String> changedAlready,
        Optional<Change> change,
        List<Action> actions) {
    public DryRun {
        actions = List.copyOf(actions);
    }

    /**
     * How the experiment would be changed.
     *
     * @param noun what the testbed calls a description of an experiment
     * @param text the description that would be sent
     * @param difference to the one that the testbed has, for people
     * @param asked what the testbed would be asked to do, in its own words
     * @param uncollected whether it would be refused because flow files were not collected
     * @param anew whether the description is for another experiment, which the user starts
     */
    public record Change(
            String noun, String text, List<String> difference, List<String> asked, boolean uncollected, boolean anew) {
        public Change {
            difference = List.copyOf(difference);
            asked = List.copyOf(asked);
        }

        static Change of(String noun, Proposal proposal, List<String> asked, boolean anew) {
            return new Change(noun, proposal.changed().text(), proposal.difference(), asked, false, anew);
        }

        private Change before(Deployment wanted) {
            return new Change(noun, text, difference, asked, !anew && wanted.holdsUncollected(), anew);
        }
    }

    /**
     * Something done on a node.
     *
     * @param node the node
     * @param title what it is for
     * @param lines what is run there
     */
    public record Action(String node, String title, List<String> lines) {
        public Action {
            lines = List.copyOf(lines);
        }
    }

    /** For a deployment that changes nothing of the experiment, or finds it changed already. */
    static DryRun of(Deployment wanted, Optional<String> changedAlready) {
        return new DryRun(
                wanted.plan().withoutEstimate(),
                PlannedOverlay.satisfied(wanted.plan()),
                changedAlready,
                Optional.empty(),
                actions(wanted));
    }

    /** For one that changes it first. What runs on the machines that come then is told with names in their place. */
    static DryRun ofChange(Deployment wanted, Change change, InstrumentCatalogue instruments) {
        return new DryRun(
                wanted.plan(),
                PlannedOverlay.satisfied(wanted.plan()),
                Optional.empty(),
                Optional.of(change.before(wanted)),
                actions(imagined(wanted, instruments)));
    }

    private static List<Action> actions(Deployment wanted) {
        List<Action> actions = new ArrayList<>();
        for (JournalEntry entry : Deployer.ends(wanted)) {
            Daemon daemon = entry.daemon();
            actions.add(new Action(daemon.node(), daemon.titled("stop"), daemon.ended(entry.folder())));
        }
        for (List<Step> stage : Deployer.stages(wanted)) {
            stage.forEach(step -> actions.add(new Action(step.node(), step.title(), step.actions())));
        }
        return actions;
    }

    /** With machines that are not there yet, whose addresses nobody knows. */
    private static Deployment imagined(Deployment wanted, InstrumentCatalogue instruments) {
        Topology topology = wanted.topology();
        List<Node> nodes = new ArrayList<>(topology.nodes());
        List<String> named = new ArrayList<>();
        wanted.plan().collectors().forEach(collector -> named.add(collector.node()));
        wanted.plan().probes().forEach(probe -> named.add(probe.node()));
        named.stream()
                .distinct()
                .filter(name -> topology.node(name).isEmpty())
                .forEach(name -> nodes.add(new Node(
                        name,
                        Role.SHAPER,
                        Optional.of(new Machine("new", "", "", Optional.of("ADDRESS-OF-" + name), Optional.empty())),
                        List.of())));
        return wanted.replan(
                new Topology(topology.experiment(), nodes, topology.segments(), topology.findings()),
                wanted.plan(),
                instruments);
    }
}
