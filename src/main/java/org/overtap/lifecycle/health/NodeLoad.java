package org.overtap.lifecycle.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What a node has to do and what it has left. What it does not tell is absent.
 *
 * @param node the node
 * @param cpu the share of all its cores that was busy for a part of a second, 0 to 1
 * @param cores how many it has
 * @param memoryFree bytes that programs could still have
 * @param memory bytes of it in all
 * @param diskFree bytes left on the file system of the deployment's folder
 * @param disk bytes of that in all
 * @param used bytes that the deployment's folder takes
 * @param stopped when and why a guard ended what stores there; absent where none did
 */
public record NodeLoad(
        String node,
        Optional<Double> cpu,
        Optional<Integer> cores,
        Optional<Long> memoryFree,
        Optional<Long> memory,
        Optional<Long> diskFree,
        Optional<Long> disk,
        Optional<Long> used,
        Optional<GuardStop> stopped) {

    /**
     * A guard ended what stored.
     *
     * @param at when, by the node's clock
     * @param free bytes that were left on its disk
     * @param least bytes that were to stay free
     */
    public record GuardStop(Instant at, long free, long least) {}

    /** A node that tells nothing. */
    static NodeLoad untold(String node) {
        return new NodeLoad(
                node,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
