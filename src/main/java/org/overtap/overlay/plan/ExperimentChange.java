package org.overtap.overlay.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan asks of the testbed before anything can be deployed: machines that are not there yet.
 *
 * @param style the tap style that was asked for; each tap tells how it is made itself
 * @param taps where, and how
 * @param collectors names of nodes to be added only for collectors
 * @param endNodeShapingOff whether shaping moves from the end nodes to shapers, which are the taps then
 * @param shaperOs the image of the added shapers; the testbed's usual one if empty
 */
public record ExperimentChange(
        String style,
        List<PlannedTap> taps,
        List<String> collectors,
        boolean endNodeShapingOff,
        Optional<String> shaperOs) {
    public ExperimentChange {
        taps = taps == null ? List.of() : List.copyOf(taps);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        shaperOs = shaperOs == null ? Optional.empty() : shaperOs;
    }

    /** Names of the nodes that it adds, the testbed's own choices not counted. */
    public Set<String> addedNodes() {
        Set<String> names = new TreeSet<>(collectors);
        taps.forEach(tap -> tap.node().ifPresent(names::add));
        return names;
    }

    /** Whether the testbed need not change anything. */
    public boolean nothing() {
        return taps.isEmpty() && collectors.isEmpty() && !endNodeShapingOff;
    }
}
