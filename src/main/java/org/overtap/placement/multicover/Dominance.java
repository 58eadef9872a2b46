package org.overtap.placement.multicover;

import org.overtap.placement.CoverProblem;
import org.overtap.placement.util.IntList;
import org.overtap.placement.util.TimestampedSets;

/**
 * Rules out candidates that another one can always stand in for: every open slot of u is also hit by w, or belongs to
 * a row that needs one hit and has w, and w costs no more. Takes the sum over candidates of the sizes of their rows.
 */
final class Dominance {
    /** Larger rows are not looked through: their members have too many rivals for the rule to fire. */
    private static final int MAX_ROW = 64;

    private final RowReduction reduction;
    private final CoverState state;
    private final CoverProblem problem;
    private final TimestampedSets present;
    private final IntList rivals = new IntList(16);
    private long work;

    private Dominance(RowReduction reduction) {
        this.reduction = reduction;
        state = reduction.state();
        problem = state.problem;
        present = new TimestampedSets(problem.candidates());
    }

    /** Applies this rule and the reductions in turn until none fires; returns the work of this rule. */
    static long toFixpoint(RowReduction reduction) {
        Dominance dominance = new Dominance(reduction);
        reduction.toFixpoint();
        boolean changed = true;
        while (changed && !dominance.state.isDead() && dominance.state.unmetRows() > 0) {
            changed = dominance.pass();
        }
        return dominance.work;
    }

    private boolean pass() {
        boolean changed = false;
        for (int u = 0; u < problem.candidates() && !state.isDead(); u++) {
            if (state.isFree(u) && state.gain(u) > 0 && isDominated(u)) {
                state.exclude(u);
                reduction.toFixpoint();
                changed = true;
            }
        }
        return changed;
    }

    private boolean isDominated(int u) {
        rivals.clear();
        Incidence incidence = state.incidence();
        boolean first = true;
        for (int i = incidence.from(u); i < incidence.to(u); i++) {
            int slot = incidence.slot(i);
            if (state.isOpen(slot)) {
                keepRivals(u, slot, first);
                first = false;
                if (rivals.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Keeps the rivals that do for this slot; for the first one, finds them. */
    private void keepRivals(int u, int slot, boolean first) {
        int row = state.rowOf(slot);
        boolean anyHit = state.need(row) == 1;
        int from = anyHit ? problem.slotFrom(row) : slot;
        int to = anyHit ? problem.slotTo(row) : slot + 1;
        int mark = present.next();
        if (to - from > MAX_ROW) {
            rivals.clear();
            return;
        }
        for (int other = from; other < to; other++) {
            if (state.isOpen(other)) {
                markMembers(u, other, mark, first);
            }
        }
        if (!first) {
            keepPresent(mark);
        }
    }

    private void markMembers(int u, int slot, int mark, boolean first) {
        for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
            int w = problem.member(i);
            if (first && w != u && state.isFree(w) && problem.cost(w) <= problem.cost(u)) {
                rivals.add(w);
            }
            present.set(w, mark);
            work++;
        }
    }

    private void keepPresent(int mark) {
        int kept = 0;
        for (int i = 0; i < rivals.size(); i++) {
            if (present.is(rivals.get(i), mark)) {
                rivals.set(kept++, rivals.get(i));
            }
        }
        rivals.truncate(kept);
    }
}
