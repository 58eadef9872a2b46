package org.overtap.placement;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;

/**
 * A choice of candidates that meets its problem.
 *
 * @param algorithm name of the algorithm that found it
 * @param chosen the chosen candidates, ascending
 * @param cost their total cost
 * @param lowerBound no choice that meets the problem costs less
 * @param greedyCost what the plain greedy choice would have cost, where it was computed
 * @param stats how it was found
 */
public record Placement(
        String algorithm, int[] chosen, long cost, long lowerBound, OptionalLong greedyCost, SolveStats stats) {
    public Placement {
        chosen = chosen.clone();
        Arrays.sort(chosen);
        if (lowerBound > cost) {
            throw new IllegalArgumentException("lower bound " + lowerBound + " above the cost " + cost);
        }
    }

    /** The choice with its cost added up. */
    public static Placement of(
            String algorithm, CoverProblem problem, BitSet chosen, long lowerBound, SolveStats stats) {
        long cost = Costs.of(problem, chosen);
        return new Placement(algorithm, chosen.stream().toArray(), cost, lowerBound, OptionalLong.empty(), stats);
    }

    /** The same, telling also what the plain greedy choice would have cost. */
    public Placement withGreedyCost(long value) {
        return new Placement(algorithm, chosen, cost, lowerBound, OptionalLong.of(value), stats);
    }

    /** Whether no cheaper choice exists. */
    public boolean proven() {
        return lowerBound == cost;
    }

    @Override
    public int[] chosen() {
        return chosen.clone();
    }

    /** How many candidates were chosen. */
    public int size() {
        return chosen.length;
    }

    /** Whether the candidate was chosen. */
    public boolean contains(int candidate) {
        return Arrays.binarySearch(chosen, candidate) >= 0;
    }

    /** The chosen candidates as a set of bits. */
    public BitSet asBitSet() {
        BitSet bits = new BitSet();
        for (int v : chosen) {
            bits.set(v);
        }
        return bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Placement that
                && algorithm.equals(that.algorithm)
                && Arrays.equals(chosen, that.chosen)
                && cost == that.cost
                && lowerBound == that.lowerBound
                && greedyCost.equals(that.greedyCost)
                && stats.equals(that.stats);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chosen);
    }

    @Override
    public String toString() {
        return algorithm + " chose " + chosen.length + " at cost " + cost + ", bound " + lowerBound + ", " + stats;
    }
}
