package org.overtap.placement.multicover;

import java.util.BitSet;
import org.overtap.placement.CoverProblem;

/**
 * A partial choice: which candidates are in, out or still free, and what every row still needs. All counts follow
 * from these marks and are kept up to date; over a whole run each slot is hit at most once and each row met at most
 * once, so the total work is linear in the memberships.
 */
public final class CoverState {
    static final byte FREE = 0;
    static final byte IN = 1;
    static final byte OUT = 2;

    /** Takes no notice. */
    static final Listener SILENT = new Listener() {
        @Override
        public void gainFell(int candidate) {}

        @Override
        public void rowTightened(int row) {}
    };

    final CoverProblem problem;
    private final Incidence incidence;
    private final byte[] mark;
    private final boolean[] hit;
    private final int[] freeInSlot;
    private final int[] need;
    private final int[] available;
    private final int[] gain;
    private final Listener listener;
    private int unmet;
    private boolean dead;
    private long work;

    /** Is told what a mark changed, so that reductions look only there. */
    interface Listener {
        /** The candidate is free and its gain fell. */
        void gainFell(int candidate);

        /** The row is unmet and has fewer available slots, or fewer alternatives in one of them. */
        void rowTightened(int row);
    }

    CoverState(CoverProblem problem, Incidence incidence, Listener listener) {
        this.problem = problem;
        this.incidence = incidence;
        this.listener = listener;
        mark = new byte[problem.candidates()];
        hit = new boolean[problem.slots()];
        freeInSlot = problem.singleMemberSlots() ? null : new int[problem.slots()];
        need = new int[problem.rows()];
        available = new int[problem.rows()];
        gain = new int[problem.candidates()];
        for (int row = 0; row < problem.rows(); row++) {
            start(row);
        }
    }

    private void start(int row) {
        need[row] = problem.need(row);
        if (need[row] == 0) {
            return;
        }
        unmet++;
        for (int slot = problem.slotFrom(row); slot < problem.slotTo(row); slot++) {
            available[row] += problem.memberFrom(slot) < problem.memberTo(slot) ? 1 : 0;
            if (freeInSlot != null) {
                freeInSlot[slot] = problem.memberTo(slot) - problem.memberFrom(slot);
            }
            for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
                gain[problem.member(i)]++;
            }
        }
        dead |= available[row] < need[row];
    }

    /** Carries out the problem's own orders: forced candidates in, forbidden ones out. */
    void applyOrders() {
        for (int v = 0; v < problem.candidates(); v++) {
            if (problem.isForced(v)) {
                choose(v);
            } else if (problem.isForbidden(v)) {
                exclude(v);
            }
        }
    }

    void choose(int v) {
        mark[v] = IN;
        gain[v] = 0;
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            int row = incidence.rowOf(slot);
            if (!hit[slot] && need[row] > 0) {
                hitSlot(slot, row);
            }
        }
        work += incidence.to(v) - incidence.from(v);
    }

    private void hitSlot(int slot, int row) {
        hit[slot] = true;
        available[row]--;
        if (freeInSlot != null) {
            loseMembers(slot);
        }
        if (--need[row] > 0) {
            return;
        }
        unmet--;
        for (int other = problem.slotFrom(row); other < problem.slotTo(row); other++) {
            if (!hit[other]) {
                loseMembers(other);
            }
        }
    }

    private void loseMembers(int slot) {
        for (int i = problem.memberFrom(slot); i < problem.memberTo(slot); i++) {
            int v = problem.member(i);
            if (mark[v] == FREE) {
                gain[v]--;
                listener.gainFell(v);
            }
            work++;
        }
    }

    void exclude(int v) {
        mark[v] = OUT;
        gain[v] = 0;
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            int row = incidence.rowOf(slot);
            if (!hit[slot] && need[row] > 0) {
                if (freeInSlot == null || --freeInSlot[slot] == 0) {
                    dead |= --available[row] < need[row];
                }
                listener.rowTightened(row);
            }
        }
        work += incidence.to(v) - incidence.from(v);
    }

    boolean isFree(int v) {
        return mark[v] == FREE;
    }

    boolean isIn(int v) {
        return mark[v] == IN;
    }

    /** How many slots that still count would be hit by choosing the free candidate. */
    int gain(int v) {
        return gain[v];
    }

    int need(int row) {
        return need[row];
    }

    /** Slots of the row that are not hit and still could be. */
    int available(int row) {
        return available[row];
    }

    /** Whether the slot is not hit, still could be, and its row is not met. */
    boolean isOpen(int slot) {
        return !hit[slot] && need[incidence.rowOf(slot)] > 0 && freeIn(slot) > 0;
    }

    /** Free members of a slot that is not hit. */
    int freeIn(int slot) {
        if (freeInSlot != null) {
            return freeInSlot[slot];
        }
        return mark[problem.member(slot)] == FREE ? 1 : 0;
    }

    /** The first open slot of a free candidate, or -1. */
    int openSlotOf(int v) {
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            if (isOpen(incidence.slot(i))) {
                return incidence.slot(i);
            }
        }
        return -1;
    }

    int rowOf(int slot) {
        return incidence.rowOf(slot);
    }

    Incidence incidence() {
        return incidence;
    }

    /** Whether some row cannot be met any more. */
    boolean isDead() {
        return dead;
    }

    int unmetRows() {
        return unmet;
    }

    long work() {
        return work;
    }

    BitSet chosen() {
        BitSet chosen = new BitSet(mark.length);
        for (int v = 0; v < mark.length; v++) {
            chosen.set(v, mark[v] == IN);
        }
        return chosen;
    }
}
