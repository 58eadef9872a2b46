package org.overtap.placement.taps;

import java.util.BitSet;
import org.overtap.placement.multicover.Incidence;

/** A choice that changes candidate by candidate, with the interfaces that taps for the rest take. */
final class TapSearchState {
    private final TapProblem problem;
    private final Incidence incidence;
    private final BitSet chosen = new BitSet();
    private final int[] hitsOfSlot;
    private final int[] hits;
    private long nics;
    /** How many rows lack more than taps can give. */
    private int stuck;

    TapSearchState(TapProblem problem, Incidence incidence, BitSet start) {
        this.problem = problem;
        this.incidence = incidence;
        hitsOfSlot = new int[problem.cover().slots()];
        hits = new int[problem.cover().rows()];
        for (int row = 0; row < hits.length; row++) {
            enter(row, 1);
        }
        start.stream().forEach(this::add);
    }

    void add(int v) {
        chosen.set(v);
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            if (hitsOfSlot[slot]++ == 0) {
                change(incidence.rowOf(slot), 1);
            }
        }
    }

    void drop(int v) {
        chosen.clear(v);
        for (int i = incidence.from(v); i < incidence.to(v); i++) {
            int slot = incidence.slot(i);
            if (--hitsOfSlot[slot] == 0) {
                change(incidence.rowOf(slot), -1);
            }
        }
    }

    private void change(int row, int by) {
        enter(row, -1);
        hits[row] += by;
        enter(row, 1);
    }

    private void enter(int row, int sign) {
        int here = problem.nics(row, missing(row));
        if (here == TapProblem.NEVER) {
            stuck += sign;
        } else {
            nics += (long) sign * here;
        }
    }

    private int missing(int row) {
        return Math.max(0, problem.cover().need(row) - hits[row]);
    }

    /** Interfaces saved by adding, or taken by dropping, the candidate; negative where it may not be dropped. */
    long difference(int v) {
        boolean in = chosen.get(v);
        long before = nics;
        turn(v, !in);
        long difference = in && stuck > 0 ? -1 : Math.abs(nics - before);
        turn(v, in);
        return difference;
    }

    private void turn(int v, boolean in) {
        if (in) {
            add(v);
        } else {
            drop(v);
        }
    }

    boolean has(int v) {
        return chosen.get(v);
    }

    boolean valid() {
        return stuck == 0;
    }

    long nics() {
        return nics;
    }

    BitSet chosen() {
        return (BitSet) chosen.clone();
    }
}
