package org.overtap.overlay;

import java.util.Optional;
import java.util.function.Predicate;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.PlanOptions;

/**
 * What a mode allows.
 *
 * @param mode the mode's word
 * @param mayProbe whether a node may run a probe
 * @param mayCollect whether a node may run a collector
 * @param extra machines that the plan adds
 * @param change what is asked of the testbed, if anything
 */
record PlanMode(
        String mode,
        Predicate<String> mayProbe,
        Predicate<String> mayCollect,
        ExtraNodes extra,
        Optional<ExperimentChange> change) {

    /** Every node that is there may do everything, and none is added. */
    static PlanMode lightweight(PlanOptions options) {
        return new PlanMode(
                "lightweight", node -> true, node -> true, ExtraNodes.none(options.free()), Optional.empty());
    }
}
