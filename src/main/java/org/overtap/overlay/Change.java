package org.overtap.overlay;

import java.util.List;
import java.util.Optional;

/**
 * What a plan asks of the testbed before anything can be deployed: machines that are not there yet.
 *
 * @param style how taps are made: {@code shaper} (delay nodes on whole segments), {@code member-shaper} (on single
 *     members)
 * @param taps where
 * @param collectors names of nodes to be added only for collectors
 * @param endNodeShapingOff whether shaping moves from the end nodes to shapers, which are the taps then
 * @param shaperOs the image of the added shapers; the testbed's usual one if empty
 */
public record Change(
        String style,
        List<TapChoice.Tap> taps,
        List<String> collectors,
        boolean endNodeShapingOff,
        Optional<String> shaperOs) {
    public Change {
        taps = taps == null ? List.of() : List.copyOf(taps);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        shaperOs = shaperOs == null ? Optional.empty() : shaperOs;
    }

    /** Whether the testbed need not change anything. */
    public boolean nothing() {
        return taps.isEmpty() && collectors.isEmpty() && !endNodeShapingOff;
    }
}
