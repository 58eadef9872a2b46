package org.overtap.overlay.plan;

import java.util.OptionalLong;

/**
 * What is expected, by which collectors are sized and probes are chosen.
 *
 * @param flows flows expected to be active on a 100 Mbit/s link; each is exported once an active timeout
 * @param capacity records/s that one collector takes in; what its descriptor says where absent
 * @param controlMbit speed of a node's port on the control network in Mbit/s
 * @param packets packets/s that pass an interface; what its segment's speed tells where absent
 */
public record SizingOptions(int flows, OptionalLong capacity, double controlMbit, OptionalLong packets) {
    /** The paper's figures (section 4): at most 500 simultaneous flows were seen on a 100 Mbit/s link. */
    public static final SizingOptions DEFAULT = new SizingOptions(500, OptionalLong.empty(), 100);

    /** The paper's figure for a collector whose descriptor gives none. */
    static final long USUAL_CAPACITY = 40_000;

    /** Where nobody knows how many packets pass. */
    public SizingOptions(int flows, OptionalLong capacity, double controlMbit) {
        this(flows, capacity, controlMbit, OptionalLong.empty());
    }

    public SizingOptions {
        if (flows < 0) {
            throw new PlanException("the expected flows cannot be negative: " + flows);
        }
        if (capacity.isPresent() && capacity.getAsLong() < 1) {
            throw new PlanException("a collector's capacity is at least 1 record/s, not " + capacity.getAsLong());
        }
        if (packets.isPresent() && packets.getAsLong() < 1) {
            throw new PlanException("at least 1 packet/s is expected, not " + packets.getAsLong());
        }
        if (!(controlMbit > 0)) {
            throw new PlanException("the control network's speed must be above 0 Mbit/s, not " + controlMbit);
        }
    }
}
