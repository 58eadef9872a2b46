package org.overtap.placement;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Flow coverage as an ordinary cover problem: one row for each different set of candidates that see some pair. Pairs
 * behind the same routers give the same row once hosts are left out that a node on all their paths can stand in for.
 */
final class FlowRows {
    private static final long MAX_MEMBERSHIPS = 3_000_000;

    private final FlowPaths paths;
    private final CoverProblem orders;
    private final BitSet standIn = new BitSet();

    private FlowRows(FlowPaths paths, CoverProblem orders) {
        this.paths = paths;
        this.orders = orders;
    }

    /**
     * The problem, unless it is too large. {@code orders} says what candidates cost and which are forced or forbidden;
     * pairs that no allowed candidate sees are left out.
     */
    static Optional<CoverProblem> of(FlowPaths paths, CoverProblem orders) {
        FlowRows rows = new FlowRows(paths, orders);
        rows.findStandIns();
        return rows.build();
    }

    private Optional<CoverProblem> build() {
        CoverProblemBuilder builder = CoverProblem.builder(paths.nodes());
        for (int v = 0; v < paths.nodes(); v++) {
            builder.cost(v, orders.cost(v));
            if (orders.isForced(v)) {
                builder.force(v);
            }
        }
        Set<Row> known = new HashSet<>();
        long memberships = 0;
        for (int to = 0; to < paths.ends(); to++) {
            for (int from = 0; from < paths.ends(); from++) {
                int[] seers = paths.connected(from, to) ? useful(from, to) : new int[0];
                if (seers.length > 0 && known.add(new Row(seers))) {
                    memberships += seers.length;
                    builder.anyOf(seers);
                }
            }
            if (memberships > MAX_MEMBERSHIPS) {
                return Optional.empty();
            }
        }
        return Optional.of(builder.build());
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

    private int[] useful(int from, int to) {
        return Arrays.stream(paths.seers(from, to))
                .filter(v -> !orders.isForbidden(v) && !standIn.get(v))
                .sorted()
                .toArray();
    }

    /** Marks the ends that only their own flows pass, where another candidate sees all of these and costs no more. */
    private void findStandIns() {
        BitSet transit = new BitSet();
        for (int to = 0; to < paths.ends(); to++) {
            for (int from = 0; from < paths.ends(); from++) {
                if (paths.connected(from, to)) {
                    markInner(from, to, transit);
                }
            }
        }
        for (int end = 0; end < paths.ends(); end++) {
            int node = paths.end(end);
            if (!transit.get(node) && !orders.isForced(node) && hasStandIn(end)) {
                standIn.set(node);
            }
        }
    }

    private void markInner(int from, int to, BitSet transit) {
        paths.seers(from, to, v -> {
            if (v != paths.end(from) && v != paths.end(to)) {
                transit.set(v);
            }
        });
    }

    private boolean hasStandIn(int end) {
        BitSet common = null;
        for (int other = 0; other < paths.ends(); other++) {
            common = keepSeers(end, other, common);
            common = keepSeers(other, end, common);
        }
        int node = paths.end(end);
        return common != null
                && common.stream()
                        .anyMatch(v -> v != node
                                && !standIn.get(v)
                                && !orders.isForbidden(v)
                                && orders.cost(v) <= orders.cost(node));
    }

    private BitSet keepSeers(int from, int to, BitSet common) {
        if (!paths.connected(from, to) || common != null && common.cardinality() <= 1) {
            return common;
        }
        BitSet here = new BitSet();
        paths.seers(from, to, here::set);
        if (common != null) {
            here.and(common);
        }
        return here;
    }
}
