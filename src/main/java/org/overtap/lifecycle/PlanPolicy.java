package org.overtap.lifecycle;

import java.util.List;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.overlay.NodeCosts;
import org.overtap.overlay.Planner;
import org.overtap.overlay.ProbeLimits;
import org.overtap.overlay.TappedPlanner;
import org.overtap.overlay.choice.ExpectedRates;
import org.overtap.overlay.choice.InstrumentGround;
import org.overtap.overlay.choice.InstrumentSearch;
import org.overtap.overlay.choice.SettledInstruments;
import org.overtap.overlay.choice.SwitchInstruments;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.compact.CompactPlanner;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.overlay.plan.FloodingOverrides;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.topology.Topology;
import org.overtap.topology.graph.NetworkGraph;

/**
 * Which planner a request is for, and which of two plans is taken: the cheapest if it keeps the limit on probes, else
 * the one of the fewest probes. Pure.
 */
public final class PlanPolicy {
    private PlanPolicy() {}

    /** Plans on paper: no testbed is asked for free machines. */
    public static PlannedOverlay onPaper(Topology topology, PlanRequest request) {
        return new PlannedOverlay(topology, plan(topology, request, request.options()), request);
    }

    /** The plan of a drawing that is too large for the usual planner; its nodes are all alike. */
    public static CompactPlan compact(NetworkGraph drawing, PlanRequest request) {
        PlanOptions asked = request.options();
        SettledInstruments settled =
                InstrumentSearch.settledAlike(asked, request.instruments(), ExpectedRates.everywhere(asked.sizing()));
        return CompactPlanner.lightweight(drawing, settled.options(), request.instruments())
                .withNotes(settled.notesOfAll());
    }

    /**
     * What each number of extra nodes leaves on the experiment's own, up to the most that is allowed.
     *
     * @throws RequestException if the request says how many nodes there are to be, in one way or another
     */
    public static NodeBudgetFrontier frontier(Topology topology, PlanRequest request, TapOptions taps) {
        if (!request.taps().isEmpty() || !request.flows().isEmpty()) {
            throw new RequestException(
                    "--frontier plans for every number of extra nodes: leave out --extra-nodes, --mode"
                            + " and --cover");
        }
        LoadRequest load = request.load();
        if (load.limits().probes().isPresent()) {
            throw new RequestException(
                    "--frontier shows how many probes each number of extra nodes leaves: leave out --max-probes");
        }
        Topology priced = load.priced(vouched(topology, request));
        PlanOptions options = request.options().excludingAlso(SwitchUse.mute(priced));
        return NodeBudgetFrontier.of(priced, load.within(priced, request, options), taps);
    }

    /** The topology with the segments flooding that the user vouches for. */
    static Topology vouched(Topology topology, PlanRequest request) {
        return FloodingOverrides.flooding(topology, request.flooding());
    }

    /** The plan with options that a testbed added to. */
    static OverlayPlan plan(Topology read, PlanRequest request, PlanOptions given) {
        Topology vouched = vouched(read, request);
        SettledInstruments settled = InstrumentSearch.settled(
                SwitchInstruments.asked(vouched, given, request.instruments()),
                request.instruments(),
                vouched,
                InstrumentGround.UNKNOWN,
                ExpectedRates.of(vouched, given.sizing()));
        Topology topology = SwitchInstruments.shown(vouched, settled.options(), request.instruments());
        OverlayPlan plan = limited(topology, request, settled.options().excludingAlso(SwitchUse.mute(topology)));
        return plan.withNotes(settled.notes(plan));
    }

    private static OverlayPlan limited(Topology topology, PlanRequest request, PlanOptions options) {
        LoadRequest load = request.load();
        Topology priced = load.priced(topology);
        PlanOptions within = load.within(priced, request, options);
        OverlayPlan cheapest = unlimited(priced, request, within);
        if (load.limits().keptBy(cheapest) || priced == topology) {
            load.limits().require(cheapest);
            return cheapest;
        }
        OverlayPlan fewest = unlimited(NodeCosts.even(topology), request, within);
        load.limits().require(fewest);
        return fewest.withNotes(List.of("the cheapest plan would take " + ProbeLimits.nodes(cheapest)
                + " probes; this is the plan of the fewest, every node costing 1"));
    }

    private static OverlayPlan unlimited(Topology topology, PlanRequest request, PlanOptions options) {
        if (request.flows().isPresent()) {
            return Planner.flows(topology, options, request.flows().get(), request.instruments());
        }
        return request.taps().isPresent()
                ? TappedPlanner.plan(topology, options, request.taps().get(), request.instruments())
                : Planner.lightweight(topology, options, request.instruments());
    }
}
