package org.overtap.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.overtap.overlay.BudgetFrontier;
import org.overtap.overlay.NodeCosts;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.overlay.Planner;
import org.overtap.overlay.ProbeLimits;
import org.overtap.overlay.TapOptions;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.TestbedTraits;
import org.overtap.overlay.Vouched;
import org.overtap.topology.Topology;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which mode a plan is made in, and what machines it may add. */
final class TapFlags {
    enum Mode {
        LIGHTWEIGHT,
        BUDGET,
        HEAVYWEIGHT
    }

    @Option(
            names = "--mode",
            defaultValue = "lightweight",
            description = "lightweight (only what is there), heavyweight (no probe on your own nodes), or budget with"
                    + " --extra-nodes (default: ${DEFAULT-VALUE})")
    private Mode mode;

    @Option(names = "--extra-nodes", paramLabel = "K", description = "add at most K machines, or 'all' it takes")
    private String extraNodes;

    @Option(
            names = "--tap",
            paramLabel = "STYLE",
            defaultValue = "shaper",
            description = "shaper (shapers on whole segments), member-shaper (on single members of a LAN, whose"
                    + " bandwidth that changes a little), bridge (a bridge node on a link, shapers on LANs) or"
                    + " lan (one more member, where --flooding vouches) (default: ${DEFAULT-VALUE})")
    private String tap;

    @Option(
            names = "--flooding",
            paramLabel = "SEGMENT",
            split = ",",
            description = "vouch that this LAN, or this link when it is one, floods: then any one member sees it all")
    private Set<String> flooding = Set.of();

    @Option(
            names = "--collectors",
            paramLabel = "WHERE",
            defaultValue = "shaper",
            description = "where collectors of added overlays run: shaper or new (default: ${DEFAULT-VALUE})")
    private String collectors;

    @Option(names = "--delay-os", paramLabel = "NAME", description = "the image for added shapers and bridges")
    private String delayOs;

    @Option(
            names = "--nics-per-node",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "network interfaces of an added machine, two for each tap; a bridge takes a machine (default: ${DEFAULT-VALUE})")
    private int nicsPerNode;

    @Mixin
    private FlowFlags flows;

    @Mixin
    private LoadFlags load;

    /** Whether it is to be the lightweight plan of every conversation, and nothing else. */
    boolean plain() {
        return !flows.flows() && lightweight() && load.none();
    }

    /** Whether routes matter: then they are read from the nodes. */
    boolean coversFlows() {
        return flows.flows();
    }

    /** The topology with the LANs flooding that the user vouches for. */
    Topology vouched(Topology topology) {
        return Vouched.flooding(topology, flooding);
    }

    /** The plan in this mode. */
    OverlayPlan plan(Topology read, PlanningOptions planning, PlanOptions wanted, TestbedTraits testbed) {
        Topology topology = vouched(read);
        Topology priced = load.priced(topology);
        PlanOptions within = load.within(priced, wanted, planning);
        OverlayPlan plan = unlimited(priced, planning, within, testbed);
        if (load.limits().keptBy(plan) || priced == topology) {
            load.limits().require(plan);
            return plan;
        }
        OverlayPlan fewest = unlimited(NodeCosts.even(topology), planning, within, testbed);
        load.limits().require(fewest);
        return fewest.noting(List.of("the cheapest plan would take " + ProbeLimits.nodes(plan)
                + " probes; this is the plan of the fewest, every node costing 1"));
    }

    /** What each number of extra nodes leaves on the experiment's own. */
    BudgetFrontier frontier(Topology topology, PlanningOptions planning, PlanOptions wanted, TestbedTraits testbed) {
        if (flows.flows() || !lightweight()) {
            throw new UsageException("--frontier plans for every number of extra nodes: leave out --extra-nodes, --mode"
                    + " and --cover");
        }
        load.requireUnlimitedProbes();
        Topology priced = load.priced(vouched(topology));
        return BudgetFrontier.of(
                priced, load.within(priced, wanted, planning), options().on(testbed));
    }

    private OverlayPlan unlimited(
            Topology topology, PlanningOptions planning, PlanOptions wanted, TestbedTraits testbed) {
        if (flows.flows()) {
            requireNoTaps();
            return Planner.flows(topology, wanted, flows.options(), planning.catalogue());
        }
        if (lightweight()) {
            return Planner.lightweight(topology, wanted, planning.catalogue());
        }
        return TappedPlanner.plan(topology, wanted, options().on(testbed), planning.catalogue());
    }

    /** A network too large for the model is planned plainly or not at all. */
    void requirePlain(long segments) {
        if (!lightweight() || flows.flows() || load.given()) {
            throw new UsageException("a network of " + segments + " segments is planned by the fewest probes on what is"
                    + " there: leave out --extra-nodes, --mode, --cover, --cost, --busyness and limits");
        }
    }

    private void requireNoTaps() {
        if (!lightweight()) {
            throw new UsageException(
                    "--cover flows plans with the machines that are there: leave out --extra-nodes" + " and --mode");
        }
    }

    /** Whether machines may be added. */
    boolean addsMachines() {
        return !flows.flows() && !lightweight();
    }

    private boolean lightweight() {
        if (extraNodes != null && mode == Mode.HEAVYWEIGHT && !extraNodes.equals("all")) {
            throw new UsageException(
                    "--mode heavyweight adds as many machines as it takes: give --extra-nodes without it");
        }
        if (extraNodes == null && mode == Mode.BUDGET) {
            throw new UsageException("--mode budget needs --extra-nodes K");
        }
        return extraNodes == null && mode == Mode.LIGHTWEIGHT;
    }

    private TapOptions options() {
        boolean newCollector =
                switch (collectors) {
                    case "new" -> true;
                    case "shaper" -> false;
                    default -> throw new UsageException("--collectors is shaper or new, not " + collectors);
                };
        return new TapOptions(
                nodes(),
                tap.toLowerCase(Locale.ROOT),
                newCollector,
                Optional.ofNullable(delayOs),
                nicsPerNode,
                flooding);
    }

    private OptionalInt nodes() {
        if (extraNodes == null || extraNodes.equals("all")) {
            return OptionalInt.empty();
        }
        if (!extraNodes.matches("\\d{1,6}")) {
            throw new UsageException("--extra-nodes takes a number or 'all', not " + extraNodes);
        }
        return OptionalInt.of(Integer.parseInt(extraNodes));
    }
}
