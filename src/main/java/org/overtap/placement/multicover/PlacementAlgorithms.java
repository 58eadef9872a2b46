package org.overtap.placement.multicover;

import java.util.List;
import org.overtap.placement.PlacementAlgorithm;

/** The table of algorithms. A new one is one class and one line here. */
public final class PlacementAlgorithms {
    private static final List<PlacementAlgorithm> ALL =
            List.of(new ExactPlacement(), new ReducePlacement(), new GreedyPlacement());

    private PlacementAlgorithms() {}

    /** All algorithms, the one to use by default first. */
    public static List<PlacementAlgorithm> all() {
        return ALL;
    }

    /** The names of all algorithms, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(PlacementAlgorithm::name).toList();
    }

    /** The algorithm of that name. */
    public static PlacementAlgorithm byName(String name) {
        return ALL.stream()
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown placement algorithm '" + name + "'; known are " + String.join(", ", names())));
    }
}
