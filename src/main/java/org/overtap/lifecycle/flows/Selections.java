package org.overtap.lifecycle.flows;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.record.Measurement;
import org.overtap.record.once.FlowSelection;
import org.overtap.topology.Segment;
import org.overtap.topology.TopologyException;

/** Whether what is selected of a measurement is there: a name that was mistyped would quietly select nothing. */
final class Selections {
    /** What belongs to no run is called so. */
    private static final String UNMARKED = "unmarked";

    private Selections() {}

    /** @throws TopologyException with the names that there are */
    static void require(Measurement measurement, FlowSelection selection) {
        List<String> segments =
                measurement.topology().segments().stream().map(Segment::name).toList();
        selection.excluded().forEach(name -> require("segment", name, segments));
        Set<String> runs = new TreeSet<>();
        measurement.marks().forEach(mark -> runs.add(mark.name()));
        runs.add(UNMARKED);
        selection.run().ifPresent(name -> require("run", name, runs));
    }

    private static void require(String kind, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw new TopologyException(
                    "no " + kind + " is called '" + name + "'; there are: " + String.join(", ", new TreeSet<>(known)));
        }
    }
}
