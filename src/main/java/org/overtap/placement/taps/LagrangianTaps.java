package org.overtap.placement.taps;

import java.util.Arrays;
import java.util.BitSet;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.ExactPlacement;

/**
 * A tap problem without its limit on nodes, where every tapped interface costs a price instead (Lagrangian
 * relaxation): an ordinary cover problem with the taps as further candidates.
 *
 * @param chosen the candidates that keep a probe at this price
 * @param bound no choice and taps together cost less, in {@code 1/scale} of a cost unit
 * @param price of one interface, in the same unit
 * @param scale parts of a cost unit
 */
record LagrangianTaps(BitSet chosen, long bound, long price, long scale) {

    /** Solves the problem at {@code price/scale} for each interface. */
    static LagrangianTaps solve(TapProblem problem, long price, long scale, Limits limits) {
        CoverProblem cover = problem.cover();
        long coarse = coarseness(cover, price, scale, mostNics(problem));
        long unit = Math.max(1, scale / coarse);
        long toll = price / coarse;
        Placement placement = new ExactPlacement().place(priced(problem, toll, unit), limits);
        BitSet chosen = placement.asBitSet();
        chosen.clear(cover.candidates(), Math.max(cover.candidates(), chosen.length()));
        return new LagrangianTaps(chosen, placement.lowerBound(), toll, unit);
    }

    /** No choice with that many interfaces costs less. */
    long bound(long capacity) {
        return Math.max(0, -Math.floorDiv(price * capacity - bound, scale));
    }

    /** By how much price and scale must be divided to keep costs within what placement takes. */
    private static long coarseness(CoverProblem cover, long price, long scale, int nics) {
        long dearest = 1;
        for (int v = 0; v < cover.candidates(); v++) {
            dearest = Math.max(dearest, cover.cost(v));
        }
        long largest = Math.max(Math.multiplyExact(dearest, scale), Math.multiplyExact(price, (long) nics));
        return 1 + largest / Limits.MAX_COST;
    }

    private static int mostNics(TapProblem problem) {
        int most = TapProblem.PORT_NICS;
        for (int row = 0; row < problem.cover().rows(); row++) {
            most = Math.max(most, problem.nicsAtOnce(row));
        }
        return most;
    }

    private static CoverProblem priced(TapProblem problem, long toll, long unit) {
        CoverProblem cover = problem.cover();
        CoverProblemBuilder builder = CoverProblem.builder(cover.candidates() + tapCandidates(problem));
        for (int v = 0; v < cover.candidates(); v++) {
            builder.cost(v, cover.cost(v) * unit);
            if (cover.isForced(v)) {
                builder.force(v);
            } else if (cover.isForbidden(v)) {
                builder.forbid(v);
            }
        }
        int next = cover.candidates();
        for (int row = 0; row < cover.rows(); row++) {
            next = addRow(builder, problem, row, next, toll);
        }
        return builder.build();
    }

    private static int tapCandidates(TapProblem problem) {
        int count = 0;
        for (int row = 0; row < problem.cover().rows(); row++) {
            count += problem.singly(row) ? problem.cover().need(row) : 0;
            count += problem.tappable(row) && problem.nicsAtOnce(row) > 0 ? 1 : 0;
        }
        return count;
    }

    /** The row with a slot of its own for each port tap; what taps all at once stands in every slot. */
    private static int addRow(CoverProblemBuilder builder, TapProblem problem, int row, int from, long toll) {
        int next = from;
        int need = problem.cover().need(row);
        int[][] own = problem.slots(row);
        int[] atOnce = {};
        if (problem.tappable(row) && problem.nicsAtOnce(row) > 0) {
            builder.cost(next, problem.nicsAtOnce(row) * toll);
            atOnce = new int[] {next++};
        }
        int more = problem.singly(row) ? need : atOnce.length * Math.max(0, need - own.length);
        int[][] slots = new int[own.length + more][];
        for (int i = 0; i < slots.length; i++) {
            if (i < own.length) {
                slots[i] = join(own[i], atOnce);
            } else if (problem.singly(row)) {
                builder.cost(next, TapProblem.PORT_NICS * toll);
                slots[i] = new int[] {next++};
            } else {
                slots[i] = atOnce;
            }
        }
        builder.row(need, slots);
        return next;
    }

    private static int[] join(int[] some, int[] more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
