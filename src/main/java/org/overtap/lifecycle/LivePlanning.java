package org.overtap.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.deploy.NodePreflight;
import org.overtap.deploy.RouteDiscovery;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.programs.NodePrograms;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.choice.ExpectedRates;
import org.overtap.overlay.choice.InstrumentGround;
import org.overtap.overlay.choice.InstrumentSearch;
import org.overtap.overlay.choice.SettledInstruments;
import org.overtap.overlay.choice.SwitchInstruments;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Topology;

/**
 * A plan's options on a running experiment, where the testbed knows its free machines and nodes can be asked.
 *
 * @param options the options
 * @param settled why those instruments were taken
 * @param notes which nodes are left out, and why
 */
record LivePlanning(PlanOptions options, SettledInstruments settled, List<String> notes) {

    /** The request's options, completed by what the testbed and its nodes tell. */
    static LivePlanning of(RunningExperiment experiment, Topology topology, PlanRequest request)
            throws TestbedException {
        return of(experiment, topology, request, 0);
    }

    /**
     * A plan for a running experiment.
     *
     * @param held machines of it that were added for an overlay, and can be used as if they were free
     */
    static OverlayPlan plan(RunningExperiment experiment, Topology topology, PlanRequest request, int held)
            throws TestbedException, DeployException {
        LivePlanning counted = of(experiment, topology, request, held);
        // Of what types the machines are that an overlay holds already, nobody counts.
        LivePlanning live = request.taps().isPresent() && held == 0 ? counted.typed(experiment) : counted;
        Topology routed =
                request.flows().isPresent() ? RouteDiscovery.read(topology, experiment.shells(topology)) : topology;
        return live.noted(
                PlanPolicy.plan(routed, request.on(experiment.testbed().traits()), live.options()));
    }

    private static LivePlanning of(RunningExperiment experiment, Topology topology, PlanRequest request, int held)
            throws TestbedException {
        PlanOptions asked =
                request.options().withFree(experiment.testbed().freeNodes().map(free -> free.and(held)));
        SettledInstruments settled = settled(experiment, topology, asked, request.instruments());
        PlanOptions options = settled.options();
        if (!request.avoidUnfit()) {
            return new LivePlanning(options, settled, List.of());
        }
        Map<String, String> unfit = NodePreflight.unfit(
                topology,
                options,
                request.instruments(),
                experiment.traits(topology, RunningExperiment.machines(topology)),
                experiment.shells(topology));
        List<String> notes =
                unfit.values().stream().map(reason -> "left out: " + reason).toList();
        return new LivePlanning(options.excludingAlso(unfit.keySet()), settled, notes);
    }

    /** What the user named, else what nodes have. */
    private static SettledInstruments settled(
            RunningExperiment experiment, Topology topology, PlanOptions asked, InstrumentCatalogue instruments) {
        boolean open = asked.wishes().anyProbe() || asked.wishes().anyCollector();
        InstrumentGround ground = open
                ? NodePrograms.ask(RunningExperiment.machines(topology), instruments, experiment.shells(topology))
                : InstrumentGround.UNKNOWN;
        return InstrumentSearch.settled(
                SwitchInstruments.asked(topology, asked, instruments),
                instruments,
                topology,
                ground,
                ExpectedRates.of(topology, asked.sizing()));
    }

    /** Knowing the hardware types of the free machines, too; a testbed that told them is not asked again. */
    private LivePlanning typed(RunningExperiment experiment) throws TestbedException {
        Optional<FreeNodes> free = options.free();
        return free.isEmpty() || !free.get().byType().isEmpty()
                ? this
                : new LivePlanning(
                        options.withFree(
                                Optional.of(free.get().by(experiment.testbed().freeByType()))),
                        settled,
                        notes);
    }

    /** The plan, with what was left out and chosen among its notes. */
    OverlayPlan noted(OverlayPlan plan) {
        return plan.withNotes(notes).withNotes(settled.notes(plan));
    }
}
