package org.overtap.overlay.plan;

import java.util.Optional;

/**
 * An experiment that the user is to start, on machines of its own, because the one that runs cannot be changed.
 *
 * @param reason why it cannot
 * @param nodes machines that the new one takes, the added ones among them
 * @param nodesMax how many at worst
 */
public record NewExperiment(String reason, int nodes, int nodesMax) {
    /**
     * The plan with the bill for that, which is another than for machines that are added to what runs.
     *
     * @param free what the testbed could give to a new experiment, if it tells
     */
    public static OverlayPlan billed(OverlayPlan plan, String reason, Optional<FreeNodes> free) {
        int own = plan.bill().map(ChangeEstimate::nodesAtRisk).orElse(0);
        ExtraNodes extra = plan.extra().beside(own, free);
        NewExperiment anew = new NewExperiment(reason, own + extra.nodes(), own + extra.nodesMax());
        return new OverlayPlan(
                plan.experiment(),
                plan.mode(),
                plan.topology(),
                plan.probes(),
                plan.collectors(),
                plan.coverage(),
                plan.bound(),
                plan.segments(),
                extra,
                plan.export(),
                plan.timing(),
                plan.collecting(),
                plan.notes(),
                plan.abridged(),
                plan.change(),
                plan.bill().map(bill -> bill.startingAnew(anew)),
                plan.flows(),
                plan.own());
    }
}
