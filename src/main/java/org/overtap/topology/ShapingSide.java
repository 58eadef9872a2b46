package org.overtap.topology;

/**
 * Where, along one direction of travel, a packet is recorded. A shaper that is fed with more than it passes on counts
 * more packets before than after, so counts are comparable only on the same side.
 */
public enum ShapingSide {
    /** Between the sender and the shaper. */
    BEFORE_SHAPING,
    /** Between the shaper and the receiver, or anywhere when the end nodes shape. */
    AFTER_SHAPING,
    /** Nothing on the way shapes. */
    UNSHAPED
}
