package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.overtap.topology.Endpoint;

/**
 * One segment that is to be tapped, and how.
 *
 * @param segment the segment's name
 * @param at the members at whose ports the tap is inline
 * @param style how this segment is tapped, which may be another style than the plan's: a bridge is for links only
 * @param node the name of the node that is added for it; empty where the testbed chooses one, as it does for shapers
 */
public record PlannedTap(
        String segment,
        List<Endpoint> at,
        String style,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> node) {
    public PlannedTap {
        at = at == null ? List.of() : List.copyOf(at);
        node = node == null ? Optional.empty() : node;
    }
}
