package org.overtap.placement.multicover;

import org.overtap.placement.CoverProblem;
import org.overtap.placement.util.IntList;

/**
 * Carries out every choice that is provably right, until none is left.
 *
 * <p>Rules, r being an unmet row:
 * <ul>
 *   <li>r has no more open slots than it needs: a slot with one free member left forces it;
 *   <li>candidate u has one open slot left, and another free member of it costs no more: u is out (the other does as
 *       well wherever u does);
 *   <li>candidate u has one open slot left, and as many other slots of r as r needs can be hit for no more than u
 *       costs: u is out. Proof: take an optimum with u. If all those slots are hit, u is superfluous; else exchange u
 *       for the cheap member of one that is not: r keeps its hits, other rows only gain;
 *   <li>a candidate without open slots is out.
 * </ul>
 *
 * <p>When the candidates and rows form a forest, these rules alone solve it: a leaf that is a candidate is ruled out,
 * a leaf that is a row is met or forced. Time is linear in the memberships for unit costs.
 */
public final class RowReduction implements CoverState.Listener {
    private final CoverState state;
    private final IntList candidates = new IntList(64);
    private final IntList rows = new IntList(64);

    public RowReduction(CoverProblem problem, Incidence incidence) {
        state = new CoverState(problem, incidence, this);
        state.applyOrders();
        for (int row = 0; row < problem.rows(); row++) {
            rowTightened(row);
        }
        for (int v = 0; v < problem.candidates(); v++) {
            gainFell(v);
        }
    }

    public CoverState state() {
        return state;
    }

    @Override
    public void gainFell(int candidate) {
        if (state.gain(candidate) <= 1) {
            candidates.add(candidate);
        }
    }

    @Override
    public void rowTightened(int row) {
        if (state.available(row) <= state.need(row)) {
            rows.add(row);
        }
    }

    /** Applies the rules until none fires or some row cannot be met any more. */
    public void toFixpoint() {
        while (!state.isDead()) {
            if (!rows.isEmpty()) {
                forceIn(rows.pop());
            } else if (!candidates.isEmpty()) {
                tryExclude(candidates.pop());
            } else {
                return;
            }
        }
    }

    private void forceIn(int row) {
        CoverProblem problem = state.problem;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row) && state.need(row) > 0; slot++) {
            if (state.isOpen(slot) && state.freeIn(slot) == 1) {
                state.choose(cheapest(slot, -1));
            }
        }
    }

    private void tryExclude(int v) {
        if (!state.isFree(v)) {
            return;
        }
        if (state.gain(v) == 0) {
            state.exclude(v);
        } else if (state.gain(v) == 1 && isReplaceable(v)) {
            state.exclude(v);
        }
    }

    private boolean isReplaceable(int v) {
        int slot = state.openSlotOf(v);
        if (state.freeIn(slot) > 1 && costOf(slot, v) <= state.problem.cost(v)) {
            return true;
        }
        int row = state.rowOf(slot);
        if (state.problem.unitCosts()) {
            return state.freeIn(slot) == 1 && state.available(row) > state.need(row);
        }
        return cheapOthers(row, slot, state.problem.cost(v)) >= state.need(row);
    }

    private int cheapOthers(int row, int except, long limit) {
        int count = 0;
        for (int slot = state.problem.slotFrom(row); slot < state.problem.slotTo(row); slot++) {
            if (slot != except && state.isOpen(slot) && costOf(slot, -1) <= limit) {
                count++;
            }
        }
        return count;
    }

    private long costOf(int slot, int except) {
        int v = cheapest(slot, except);
        return v < 0 ? Long.MAX_VALUE : state.problem.cost(v);
    }

    private int cheapest(int slot, int except) {
        int best = -1;
        for (int i = state.problem.memberFrom(slot); i < state.problem.memberTo(slot); i++) {
            int v = state.problem.member(i);
            if (v != except && state.isFree(v) && (best < 0 || state.problem.cost(v) < state.problem.cost(best))) {
                best = v;
            }
        }
        return best;
    }
}
