package org.overtap.placement;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What must be seen, as rows over slots over candidates.
 *
 * <p>Candidates are {@code 0..candidates()-1}. A slot is a set of candidates any one of which hits it (a LAN member
 * or the shaper on its port). A row is met when at least {@code need} of its slots are hit. A candidate that stands in
 * several slots of one row counts for each of them.
 *
 * <p>The objective is to choose candidates of least total cost such that every row is met, all forced candidates are
 * chosen, no forbidden one is, and of the candidates of a quota no more than it allows.
 *
 * <p>Immutable. Stored as compressed rows: about 12 bytes per row and 4 per member.
 */
public final class CoverProblem {
    private final int candidates;
    private final int[] rowStart;
    private final int[] slotStart;
    private final int[] members;
    private final int[] need;
    private final long[] cost;
    private final BitSet forbidden;
    private final BitSet forced;
    private final List<Quota> quotas;

    CoverProblem(
            int candidates,
            int[] rowStart,
            int[] slotStart,
            int[] members,
            int[] need,
            long[] cost,
            BitSet forbidden,
            BitSet forced,
            List<Quota> quotas) {
        this.candidates = candidates;
        this.rowStart = rowStart;
        this.slotStart = slotStart;
        this.members = members;
        this.need = need;
        this.cost = cost;
        this.forbidden = forbidden;
        this.forced = forced;
        this.quotas = List.copyOf(quotas);
    }

    /** Starts a problem over candidates 0 to {@code candidates - 1}, each of cost 1. */
    public static CoverProblemBuilder builder(int candidates) {
        return new CoverProblemBuilder(candidates);
    }

    /** How many candidates there are. */
    public int candidates() {
        return candidates;
    }

    /** How many rows there are; they are numbered in the order they were added. */
    public int rows() {
        return need.length;
    }

    /** How many slots there are over all rows. */
    public int slots() {
        return rowStart[need.length];
    }

    /** How many slots of the row must be hit. */
    public int need(int row) {
        return need[row];
    }

    /** The first slot of the row. */
    public int slotFrom(int row) {
        return rowStart[row];
    }

    /** One past the last slot of the row. */
    public int slotTo(int row) {
        return rowStart[row + 1];
    }

    /** Position of the slot's first member, for {@link #member}. */
    public int memberFrom(int slot) {
        return slotStart == null ? slot : slotStart[slot];
    }

    /** One past the position of the slot's last member. */
    public int memberTo(int slot) {
        return slotStart == null ? slot + 1 : slotStart[slot + 1];
    }

    /** The candidate at a member position. */
    public int member(int position) {
        return members[position];
    }

    /** How many member positions there are. */
    public int memberships() {
        return members.length;
    }

    /** Cost of choosing the candidate, zero or more. */
    public long cost(int candidate) {
        return cost == null ? 1 : cost[candidate];
    }

    /** Whether every candidate costs 1. */
    public boolean unitCosts() {
        return cost == null;
    }

    /** Whether every slot has exactly one member. */
    public boolean singleMemberSlots() {
        return slotStart == null;
    }

    /** Whether the candidate must not be chosen. */
    public boolean isForbidden(int candidate) {
        return forbidden.get(candidate);
    }

    /** Whether the candidate must be chosen. */
    public boolean isForced(int candidate) {
        return forced.get(candidate);
    }

    /** How many of some candidates may be chosen together. */
    public List<Quota> quotas() {
        return quotas;
    }

    /** Whether no candidate is forced and none forbidden. */
    public boolean allFree() {
        return forbidden.isEmpty() && forced.isEmpty();
    }

    /**
     * The rows that even all allowed candidates together do not meet; empty when the problem has a solution, unless its
     * quotas keep it from one.
     */
    public Optional<Infeasible> infeasible() {
        return Infeasible.in(this);
    }

    /** The same problem, all free so far, with these candidates forced and forbidden. Shares all arrays. */
    public CoverProblem ordering(BitSet in, BitSet out) {
        return new CoverProblem(candidates, rowStart, slotStart, members, need, cost, out, in, quotas);
    }

    /** The candidates that must be chosen. */
    BitSet forced() {
        return (BitSet) forced.clone();
    }

    /**
     * The same problem without its quotas, and with these candidates forced and forbidden besides. Shares all arrays.
     */
    CoverProblem relaxed(BitSet in, BitSet out) {
        BitSet allIn = (BitSet) forced.clone();
        allIn.or(in);
        BitSet allOut = (BitSet) forbidden.clone();
        allOut.or(out);
        return new CoverProblem(candidates, rowStart, slotStart, members, need, cost, allOut, allIn, List.of());
    }
}
