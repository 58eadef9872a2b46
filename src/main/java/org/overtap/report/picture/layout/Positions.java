package org.overtap.report.picture.layout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the user moved things to, in the picture's own units.
 *
 * @param nodes by the node's name
 * @param segments by the name of a segment that is drawn as a bar
 */
public record Positions(Map<String, Place> nodes, Map<String, Place> segments) {
    /** Nothing was moved. */
    public static final Positions NONE = new Positions(Map.of(), Map.of());

    static final double FARTHEST = 1_000_000;

    public Positions {
        nodes = sorted(nodes);
        segments = sorted(segments);
    }

    /** A point; a file's has both its numbers. */
    public record Place(
            @JsonProperty(required = true) double x,
            @JsonProperty(required = true) double y) {
        public Place {
            if (!(Math.abs(x) <= FARTHEST) || !(Math.abs(y) <= FARTHEST)) {
                throw new IllegalArgumentException("a position is between -1000000 and 1000000, not " + x + "," + y);
            }
        }
    }

    private static Map<String, Place> sorted(Map<String, Place> places) {
        if (places != null && places.values().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a position needs an x and a y");
        }
        return places == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(places));
    }
}
