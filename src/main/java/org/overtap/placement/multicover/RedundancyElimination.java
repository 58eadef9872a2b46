package org.overtap.placement.multicover;

import java.util.BitSet;
import org.overtap.placement.CoverProblem;

/** Takes back chosen candidates that no row needs any more. Time linear in the memberships, plus a sort by cost. */
public final class RedundancyElimination {
    private final CoverProblem problem;
    private final Incidence incidence;
    private final int[] hitsOfSlot;
    private final int[] surplus;

    private RedundancyElimination(CoverProblem problem, Incidence incidence, BitSet chosen) {
        this.problem = problem;
        this.incidence = incidence;
        hitsOfSlot = new int[problem.slots()];
        surplus = new int[problem.rows()];
        for (int row = 0; row < surplus.length; row++) {
            surplus[row] = -problem.need(row);
        }
        chosen.stream().forEach(this::count);
    }

    /** Removes superfluous candidates from the choice: the costly first, then the last numbered. Never forced ones. */
    public static void remove(CoverProblem problem, Incidence incidence, BitSet chosen) {
        RedundancyElimination redundancy = new RedundancyElimination(problem, incidence, chosen);
        chosen.stream()
                .boxed()
                .filter(redundancy::mayGo)
                .sorted((a, b) -> problem.cost(a) != problem.cost(b)
                        ? Long.compare(problem.cost(b), problem.cost(a))
                        : Integer.compare(b, a))
                .filter(redundancy::mayGo)
                .forEach(v -> redundancy.drop(v, chosen));
    }

    private void count(int v) {
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            if (hitsOfSlot[slot]++ == 0) {
                surplus[incidence.rowOf(slot)]++;
            }
        }
    }

    private boolean mayGo(int v) {
        return !problem.isForced(v) && keepsRows(v);
    }

    private boolean keepsRows(int v) {
        boolean keeps = true;
        int done = incidence.from(v);
        for (; done < incidence.to(v) && keeps; done++) {
            int slot = incidence.slot(done);
            if (--hitsOfSlot[slot] == 0) {
                keeps = --surplus[incidence.rowOf(slot)] >= 0;
            }
        }
        for (int i = incidence.from(v); i < done; i++) {
            int slot = incidence.slot(i);
            if (hitsOfSlot[slot]++ == 0) {
                surplus[incidence.rowOf(slot)]++;
            }
        }
        return keeps;
    }

    private void drop(int v, BitSet chosen) {
        chosen.clear(v);
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            if (--hitsOfSlot[slot] == 0) {
                surplus[incidence.rowOf(slot)]--;
            }
        }
    }
}
