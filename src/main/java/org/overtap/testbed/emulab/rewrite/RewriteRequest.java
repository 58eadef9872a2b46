package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.Optional;

/**
 * What a script shall ask for besides its own.
 *
 * @param taps on which segments, and how; at most one each
 * @param nodes added without links
 * @param shaperOs the image of every shaper, the testbed's default if empty. It is the whole experiment's
 * @param endNodeShapingOff whether shaping moves from the end nodes to shapers. Links at native speed get none unless
 *     they are tapped as well
 */
public record RewriteRequest(
        List<Tap> taps, List<AddedNode> nodes, Optional<String> shaperOs, boolean endNodeShapingOff) {

    public RewriteRequest {
        taps = taps == null ? List.of() : List.copyOf(taps);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        shaperOs = shaperOs == null ? Optional.empty() : shaperOs;
    }

    /** Taps and nodes, with everything else as the script has it. */
    public static RewriteRequest of(List<Tap> taps, List<AddedNode> nodes) {
        return new RewriteRequest(taps, nodes, Optional.empty(), false);
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return taps.isEmpty() && nodes.isEmpty() && shaperOs.isEmpty() && !endNodeShapingOff;
    }
}
