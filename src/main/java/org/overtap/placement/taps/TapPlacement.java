package org.overtap.placement.taps;

import java.util.Arrays;
import java.util.BitSet;
import org.overtap.placement.Costs;

/**
 * Candidates that keep a probe, and the taps that see the rest.
 *
 * @param chosen the chosen candidates, ascending
 * @param taps for each row how many of its slots a tap stands in for
 * @param cost total cost of the chosen candidates
 * @param lowerBound no choice with as many extra nodes costs less
 * @param nics network interfaces that the taps take
 * @param nodes extra nodes that the taps take
 */
public record TapPlacement(int[] chosen, int[] taps, long cost, long lowerBound, long nics, int nodes) {
    public TapPlacement {
        chosen = chosen.clone();
        taps = taps.clone();
        if (lowerBound > cost) {
            throw new IllegalArgumentException("lower bound " + lowerBound + " above the cost " + cost);
        }
    }

    /** The choice with all that follows from it; every row that it does not meet must be tappable. */
    static TapPlacement of(TapProblem problem, BitSet chosen, long lowerBound) {
        int[] taps = problem.missing(chosen);
        TapBinPacking packing = TapBinPacking.of(problem, taps);
        return new TapPlacement(
                chosen.stream().toArray(),
                taps,
                Costs.of(problem.cover(), chosen),
                lowerBound,
                packing.nics(),
                packing.nodes());
    }

    TapPlacement withLowerBound(long bound) {
        return new TapPlacement(chosen, taps, cost, bound, nics, nodes);
    }

    BitSet asBitSet() {
        BitSet bits = new BitSet();
        for (int v : chosen) {
            bits.set(v);
        }
        return bits;
    }

    /** Whether no choice with as many extra nodes costs less. */
    public boolean proven() {
        return lowerBound == cost;
    }

    @Override
    public int[] chosen() {
        return chosen.clone();
    }

    @Override
    public int[] taps() {
        return taps.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TapPlacement that
                && cost == that.cost
                && lowerBound == that.lowerBound
                && Arrays.equals(chosen, that.chosen)
                && Arrays.equals(taps, that.taps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(chosen) + Arrays.hashCode(taps);
    }

    @Override
    public String toString() {
        return "cost " + cost + " (at least " + lowerBound + ") with " + nodes + " extra nodes, " + nics
                + " interfaces";
    }
}
