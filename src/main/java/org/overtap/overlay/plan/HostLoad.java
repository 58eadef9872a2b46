package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What probes on the experiment's own nodes cost.
 *
 * @param probes how many of these nodes run one
 * @param cost what they cost together
 * @param lowerBound no plan with as many added machines leaves less
 * @param proven whether the two are equal
 * @param allowed how many machines may be added, if that was limited
 */
public record HostLoad(
        int probes,
        long cost,
        long lowerBound,
        boolean proven,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> allowed) {
    public HostLoad {
        allowed = allowed == null ? Optional.empty() : allowed;
    }
}
