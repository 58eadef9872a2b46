package org.overtap.overlay;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a mode allows.
 *
 * @param mode the mode's word
 * @param mayProbe whether a node may run a probe
 * @param mayCollect whether a node may run a collector
 * @param extra machines that the plan adds
 * @param change what is asked of the testbed, if anything
 */
record PlanScope(
        String mode,
        Predicate<String> mayProbe,
        Predicate<String> mayCollect,
        OverlayPlan.Extra extra,
        Optional<Change> change) {

    /** Every node that is there may do everything, and none is added. */
    static PlanScope lightweight(PlanOptions options) {
        return new PlanScope(
                "lightweight", node -> true, node -> true, OverlayPlan.Extra.none(options.free()), Optional.empty());
    }
}
