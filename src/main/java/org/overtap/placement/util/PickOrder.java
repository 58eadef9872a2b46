package org.overtap.placement.util;

/** The order in which a greedy choice takes candidates, while what they would gain falls. */
public interface PickOrder {
    /** Removes and returns the free candidate of highest gain per cost, the lowest among equals; -1 when none gains. */
    int pop();
}
