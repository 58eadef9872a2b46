package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Machines to be added.
 *
 * @param nodes how many, at the usual packing of two links a shaper
 * @param nodesMax how many at the worst packing
 * @param shapers how many of {@code nodes} the testbed adds to shape
 * @param taps how many run a probe
 * @param collectors how many run a collector
 * @param free how many the testbed has; absent where none was asked
 * @param sufficient whether that is enough; absent likewise
 * @param freeByType the free ones by hardware type, where the testbed tells
 */
public record ExtraNodes(
        int nodes,
        int nodesMax,
        int shapers,
        int taps,
        int collectors,
        @JsonProperty("free") Optional<Integer> free,
        @JsonProperty("sufficient") Optional<Boolean> sufficient,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> freeByType) {
    public ExtraNodes {
        free = free == null ? Optional.empty() : free;
        sufficient = sufficient == null ? Optional.empty() : sufficient;
        freeByType = freeByType == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(freeByType));
    }

    /** The same where they come with so many others, of which none is there yet. */
    ExtraNodes beside(int others, Optional<FreeNodes> there) {
        return new ExtraNodes(
                nodes,
                nodesMax,
                shapers,
                taps,
                collectors,
                there.map(FreeNodes::nodes),
                there.map(machines -> machines.nodes() >= nodes + others),
                there.map(FreeNodes::byType).orElse(Map.of()));
    }

    /** Nothing is added. */
    public static ExtraNodes none(Optional<FreeNodes> free) {
        return of(0, 0, 0, 0, 0, free);
    }

    /** Machines of these kinds, where so many are free. */
    public static ExtraNodes of(
            int nodes, int nodesMax, int shapers, int taps, int collectors, Optional<FreeNodes> free) {
        return new ExtraNodes(nodes, nodesMax, shapers, taps, collectors, Optional.empty(), Optional.empty(), Map.of())
                .beside(0, free);
    }
}
