package org.overtap.placement.flows;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;

/**
 * Flow coverage as a growing cover problem: rows of pairs with few seers first, later those of pairs that a choice
 * left unseen. With some of the rows it is a relaxation, whose bound holds for all of them. Pairs behind the same
 * routers give the same row once hosts are left out that their only neighbour can stand in for.
 */
final class FlowCoverRows {
    private static final long MAX_MEMBERSHIPS = 2_000_000;
    /** Rows to start with, and to add at once. */
    private static final long ENOUGH = 300_000;

    private final FlowPaths paths;
    private final CoverProblem orders;
    private final BitSet standIn = new BitSet();
    private final Set<Row> rows = new LinkedHashSet<>();
    private long memberships;

    /**
     * No rows yet. {@code orders} says what candidates cost and which are forced or forbidden; pairs that no allowed
     * candidate sees make no row.
     */
    FlowCoverRows(FlowPaths paths, CoverProblem orders) {
        this.paths = paths;
        this.orders = orders;
        BitSet bystanders = paths.bystanders();
        for (int end = 0; end < paths.ends(); end++) {
            standIn.set(paths.end(end), !bystanders.get(paths.end(end)) && hasStandIn(end));
        }
    }

    /** A set of candidates as a key. */
    private record Row(int[] members) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Row that && Arrays.equals(members, that.members);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(members);
        }
    }

    /** Adds rows of pairs that two or three candidates see. */
    void addShort() {
        add(new BitSet(), 3, ENOUGH);
    }

    /**
     * Adds rows, those with the fewest seers first, until there are enough to start with; tells whether these are all.
     */
    boolean addShortest() {
        long total = paths.pairs();
        long found = 0;
        int seers = 2;
        while (found < total && seers < 2 * paths.nodes() && memberships < ENOUGH) {
            found = add(new BitSet(), seers, ENOUGH);
            seers += 1 + seers / 3;
        }
        return memberships < ENOUGH;
    }

    /** Adds rows of pairs that the choice does not see, as far as there is room; tells how many pairs those were. */
    long addUnseen(BitSet chosen) {
        return add(chosen, Integer.MAX_VALUE, Math.min(MAX_MEMBERSHIPS, memberships + ENOUGH));
    }

    private long add(BitSet chosen, int mostSeers, long room) {
        long found = 0;
        for (int to = 0; to < paths.targets() && memberships < room; to++) {
            for (int from = 0; from < paths.ends(); from++) {
                if (paths.connected(from, to) && !FlowPlacement.sees(paths, from, to, chosen)) {
                    found += addRow(from, to, mostSeers) ? 1 : 0;
                }
            }
        }
        return found;
    }

    private boolean addRow(int from, int to, int mostSeers) {
        int[] seers = Arrays.stream(paths.seers(from, to))
                .filter(v -> !orders.isForbidden(v) && !standIn.get(v))
                .sorted()
                .toArray();
        if (seers.length == 0 || seers.length > mostSeers) {
            return false;
        }
        if (rows.add(new Row(seers))) {
            memberships += seers.length;
        }
        return true;
    }

    /** Whether more rows would be too many. */
    boolean full() {
        return memberships >= MAX_MEMBERSHIPS;
    }

    /** The problem with the rows added so far. */
    CoverProblem problem() {
        CoverProblemBuilder builder = CoverProblem.builder(paths.nodes());
        for (int v = 0; v < paths.nodes(); v++) {
            builder.cost(v, orders.cost(v));
            if (orders.isForced(v)) {
                builder.force(v);
            }
        }
        rows.forEach(row -> builder.anyOf(row.members()));
        return builder.build();
    }

    /**
     * Whether all flows of an end come and go by one neighbour that may probe and costs no more, while the end forwards
     * for nobody. (One that sees other flows in passing was ruled out before.)
     */
    private boolean hasStandIn(int end) {
        int node = paths.end(end);
        int neighbour = onlyNeighbour(end);
        return neighbour >= 0
                && !orders.isForced(node)
                && !orders.isForbidden(neighbour)
                && !standIn.get(neighbour)
                && orders.cost(neighbour) <= orders.cost(node);
    }

    private int onlyNeighbour(int end) {
        int node = paths.end(end);
        int only = -1;
        for (int to = 0; to < paths.targets(); to++) {
            int hop = paths.hop(node, to);
            if (hop != FlowPaths.NONE) {
                int next = paths.hopTo(hop);
                if (only >= 0 && only != next || passedTowards(node, to)) {
                    return -1;
                }
                only = next;
            }
        }
        for (int to = 0; to < paths.targets(); to++) {
            if (paths.endOf(to) == end && comesFromAnother(node, to, only)) {
                return -1;
            }
        }
        return only;
    }

    /** Whether somebody else than that neighbour hands the node what goes to that target of its. */
    private boolean comesFromAnother(int node, int to, int neighbour) {
        for (int v = 0; v < paths.nodes(); v++) {
            int hop = paths.hop(v, to);
            if (hop != FlowPaths.NONE && paths.hopTo(hop) == node && v != neighbour) {
                return true;
            }
        }
        return false;
    }

    /** Whether another node's way towards that target leads through this one. */
    private boolean passedTowards(int node, int to) {
        for (int v = 0; v < paths.nodes(); v++) {
            int hop = paths.hop(v, to);
            if (hop != FlowPaths.NONE && paths.hopTo(hop) == node) {
                return true;
            }
        }
        return false;
    }
}
