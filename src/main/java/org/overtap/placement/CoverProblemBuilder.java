package org.overtap.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.overtap.placement.util.IntList;
import org.overtap.topology.Medium;
import org.overtap.topology.SegmentVisibility;

/**
 * Collects rows, costs and orders into a {@link CoverProblem}. Rows are numbered in the order they are added, from 0.
 *
 * <p>Repeated candidates of one slot, or of one row that needs a single hit, are collapsed; a link from a node to
 * itself therefore forces the node.
 */
public final class CoverProblemBuilder {
    private final int candidates;
    private final IntList rowStart = new IntList(1024);
    private final IntList members = new IntList(2048);
    private final IntList need = new IntList(1024);
    private final BitSet forbidden = new BitSet();
    private final BitSet forced = new BitSet();
    private final List<Quota> quotas = new ArrayList<>();
    private IntList slotStart;
    private int slots;
    private long[] cost;

    CoverProblemBuilder(int candidates) {
        if (candidates < 0) {
            throw new IllegalArgumentException("a cover problem cannot have " + candidates + " candidates");
        }
        this.candidates = candidates;
    }

    /** How many rows were added so far: the number of the next one. */
    public int rows() {
        return need.size();
    }

    /** A link: either end sees it. */
    public CoverProblemBuilder link(int u, int v) {
        beginRow(1);
        addSlot(u);
        if (u != v) {
            addSlot(v);
        }
        return this;
    }

    /** A link with a shaper on it: either end or the shaper sees it. */
    public CoverProblemBuilder shapedLink(int u, int v, int shaper) {
        return anyOf(u, v, shaper);
    }

    /** A segment that floods: any one member sees it all. */
    public CoverProblemBuilder floodingLan(int... lanMembers) {
        return anyOf(lanMembers);
    }

    /** A switched LAN: so many members must be probed that every conversation is seen. */
    public CoverProblemBuilder switchedLan(int... lanMembers) {
        return lan(SegmentVisibility.needed(Medium.SWITCHED, lanMembers.length), lanMembers);
    }

    /** A LAN of which so many of these members must be probed. */
    public CoverProblemBuilder lan(int hits, int... lanMembers) {
        beginRow(hits);
        for (int member : lanMembers) {
            addSlot(member);
        }
        return this;
    }

    /** A switched LAN some ports of which lie behind shapers: each port is seen at any of its candidates. */
    public CoverProblemBuilder shapedLan(int[]... ports) {
        return row(SegmentVisibility.needed(Medium.SWITCHED, ports.length), ports);
    }

    /** A row that needs one of these candidates. */
    public CoverProblemBuilder anyOf(int... alternatives) {
        beginRow(1);
        for (int candidate : distinct(alternatives)) {
            addSlot(candidate);
        }
        return this;
    }

    /** The general row: at least {@code hits} of the slots must have a chosen member. */
    public CoverProblemBuilder row(int hits, int[]... rowSlots) {
        if (hits == 1) {
            return anyOf(Arrays.stream(rowSlots).flatMapToInt(Arrays::stream).toArray());
        }
        beginRow(hits);
        for (int[] slot : rowSlots) {
            addSlot(slot);
        }
        return this;
    }

    /** Sets what choosing the candidate costs: zero or more, 1 unless set. */
    public CoverProblemBuilder cost(int candidate, long value) {
        check(candidate);
        if (value < 0 || value > Limits.MAX_COST) {
            throw new IllegalArgumentException(
                    "the cost of candidate " + candidate + " is " + value + ", not in 0.." + Limits.MAX_COST);
        }
        if (cost == null && value != 1) {
            cost = new long[candidates];
            Arrays.fill(cost, 1);
        }
        if (cost != null) {
            cost[candidate] = value;
        }
        return this;
    }

    /** The candidate must not be chosen. */
    public CoverProblemBuilder forbid(int candidate) {
        forbidden.set(check(candidate));
        return this;
    }

    /** The candidate must be chosen. */
    public CoverProblemBuilder force(int candidate) {
        forced.set(check(candidate));
        return this;
    }

    /** Of these candidates at most so many may be chosen: a switch mirrors only so many segments at once. */
    public CoverProblemBuilder atMost(int most, int... of) {
        for (int candidate : of) {
            check(candidate);
        }
        quotas.add(new Quota(most, distinct(of)));
        return this;
    }

    /** The finished problem. Fails when a candidate is both forced and forbidden. */
    public CoverProblem build() {
        if (forced.intersects(forbidden)) {
            BitSet both = (BitSet) forced.clone();
            both.and(forbidden);
            throw new IllegalArgumentException("candidates both forced and forbidden: " + both);
        }
        rowStart.add(slots);
        int[] starts = null;
        if (slotStart != null) {
            slotStart.add(members.size());
            starts = slotStart.toArray();
        }
        return new CoverProblem(
                candidates,
                rowStart.toArray(),
                starts,
                members.toArray(),
                need.toArray(),
                cost,
                (BitSet) forbidden.clone(),
                (BitSet) forced.clone(),
                quotas);
    }

    private void beginRow(int hits) {
        rowStart.add(slots);
        need.add(Math.max(0, hits));
    }

    private void addSlot(int candidate) {
        if (slotStart != null) {
            slotStart.add(members.size());
        }
        members.add(check(candidate));
        slots++;
    }

    private void addSlot(int... alternatives) {
        if (alternatives.length == 1) {
            addSlot(alternatives[0]);
            return;
        }
        recordSlotStarts();
        slotStart.add(members.size());
        for (int candidate : distinct(alternatives)) {
            members.add(check(candidate));
        }
        slots++;
    }

    /** Until the first slot with several members, slot and member numbers are the same and nothing is stored. */
    private void recordSlotStarts() {
        if (slotStart == null) {
            slotStart = new IntList(slots + 16);
            for (int slot = 0; slot < slots; slot++) {
                slotStart.add(slot);
            }
        }
    }

    private int check(int candidate) {
        if (candidate < 0 || candidate >= candidates) {
            throw new IllegalArgumentException(
                    "candidate " + candidate + " is not one of the " + candidates + " of this problem");
        }
        return candidate;
    }

    private static int[] distinct(int[] candidates) {
        return Arrays.stream(candidates).distinct().toArray();
    }
}
