package org.overtap.overlay;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the user asks of a plan that may add machines.
 *
 * @param nodes at most so many; empty for as many as it takes (heavyweight)
 * @param style how taps are made
 * @param newCollector whether the collector gets a node of its own
 * @param shaperOs image for the added shapers
 * @param nicsPerNode network interfaces of an added node that may carry the experiment's traffic
 */
public record TapOptions(
        OptionalInt nodes, String style, boolean newCollector, Optional<String> shaperOs, int nicsPerNode) {
    /** The styles that a plan can count on; the others are for scripts rewritten by hand. */
    public static final Set<String> STYLES = Set.of("shaper", "member-shaper");

    public TapOptions {
        if (!STYLES.contains(style)) {
            throw new PlanException("no overlay can be planned with tap style " + style + "; possible are shaper and"
                    + " member-shaper ('lan' would see nothing of a switched LAN's unicast)");
        }
        if (nodes.isPresent() && nodes.getAsInt() < 0) {
            throw new PlanException("the number of extra nodes cannot be negative");
        }
    }

    /** Added nodes as delay nodes usually are: two links each. */
    public TapOptions(OptionalInt nodes, String style, boolean newCollector, Optional<String> shaperOs) {
        this(nodes, style, newCollector, shaperOs, TapRules.USUAL_NICS);
    }

    /** As many shapers as it takes, collectors on them. */
    public static TapOptions heavyweight() {
        return new TapOptions(OptionalInt.empty(), "shaper", false, Optional.empty());
    }

    /** Whether whole segments are shaped, which is how Emulab does it when asked for nothing else. */
    boolean wholeSegments() {
        return style.equals("shaper");
    }
}
