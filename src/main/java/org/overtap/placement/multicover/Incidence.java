package org.overtap.placement.multicover;

import org.overtap.placement.CoverProblem;

/** The other direction of a problem: from candidates to the slots they stand in, and from slots to rows. */
public final class Incidence {
    private final int[] start;
    private final int[] slots;
    private final int[] rowOfSlot;

    public Incidence(CoverProblem problem) {
        start = new int[problem.candidates() + 1];
        for (int i = 0; i < problem.memberships(); i++) {
            start[problem.member(i) + 1]++;
        }
        for (int v = 0; v < problem.candidates(); v++) {
            start[v + 1] += start[v];
        }
        slots = new int[problem.memberships()];
        rowOfSlot = new int[problem.slots()];
        fill(problem, start.clone());
    }

    private void fill(CoverProblem problem, int[] next) {
        for (int row = 0; row < problem.rows(); row++) {
            for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
                rowOfSlot[slot] = row;
                for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
                    slots[next[problem.member(i)]++] = slot;
                }
            }
        }
    }

    public int from(int candidate) {
        return start[candidate];
    }

    public int to(int candidate) {
        return start[candidate + 1];
    }

    public int slot(int position) {
        return slots[position];
    }

    public int rowOf(int slot) {
        return rowOfSlot[slot];
    }
}
