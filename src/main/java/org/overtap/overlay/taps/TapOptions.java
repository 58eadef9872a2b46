package org.overtap.overlay.taps;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.overtap.overlay.plan.PlanException;
import org.overtap.topology.Segment;

/**
 * What the user asks of a plan that may add machines, and what the testbed can do of it.
 *
 * @param nodes at most so many; empty for as many as it takes (heavyweight)
 * @param style how taps are made
 * @param newCollector whether the collector gets a node of its own
 * @param shaperOs image for the added shapers
 * @param nicsPerNode network interfaces of an added node that may carry the experiment's traffic
 * @param flooding segments that the user vouches for to flood, links when they are LANs
 * @param testbed the testbed that is to add them
 */
public record TapOptions(
        OptionalInt nodes,
        String style,
        boolean newCollector,
        Optional<String> shaperOs,
        int nicsPerNode,
        Set<String> flooding,
        TestbedTraits testbed) {
    public TapOptions {
        flooding = Set.copyOf(flooding);
        TapStyle.named(style);
        if (nodes.isPresent() && nodes.getAsInt() < 0) {
            throw new PlanException("the number of extra nodes cannot be negative");
        }
    }

    /** On a testbed of which nothing is told. */
    public TapOptions(
            OptionalInt nodes,
            String style,
            boolean newCollector,
            Optional<String> shaperOs,
            int nicsPerNode,
            Set<String> flooding) {
        this(nodes, style, newCollector, shaperOs, nicsPerNode, flooding, TestbedTraits.NEUTRAL);
    }

    /** Nobody vouches for anything. */
    public TapOptions(
            OptionalInt nodes, String style, boolean newCollector, Optional<String> shaperOs, int nicsPerNode) {
        this(nodes, style, newCollector, shaperOs, nicsPerNode, Set.of());
    }

    /** Added nodes of two links each. */
    public TapOptions(OptionalInt nodes, String style, boolean newCollector, Optional<String> shaperOs) {
        this(nodes, style, newCollector, shaperOs, TapConstraints.USUAL_NICS);
    }

    /** As many shapers as it takes, collectors on them. */
    public static TapOptions heavyweight() {
        return new TapOptions(OptionalInt.empty(), "shaper", false, Optional.empty());
    }

    /** The same on that testbed. */
    public TapOptions on(TestbedTraits other) {
        return new TapOptions(nodes, style, newCollector, shaperOs, nicsPerNode, flooding, other);
    }

    /** Whether a tap of this style sees anything there. */
    public boolean mayTap(Segment segment) {
        return how().on(segment).worksOn(segment, flooding.contains(segment.name()));
    }

    /** How taps are made. */
    public TapStyle how() {
        return TapStyle.named(style);
    }
}
