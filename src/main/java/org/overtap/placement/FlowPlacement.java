package org.overtap.placement;

import java.util.BitSet;
import java.util.Optional;

/**
 * The cheapest candidates such that every pair of hosts with a path is seen by at least one of them in each direction.
 *
 * <p>Exact through {@link FlowRows} where that is small enough, else the better of the greedy choice and the link
 * cover it was given: never dearer than seeing every link.
 */
public final class FlowPlacement {
    private final FlowPaths paths;
    private final CoverProblem orders;

    private FlowPlacement(FlowPaths paths, CoverProblem orders) {
        this.paths = paths;
        this.orders = orders;
    }

    /**
     * The placement.
     *
     * @param paths who sees what
     * @param orders what candidates cost, and which are forced or forbidden; its rows are not looked at
     * @param links a choice that sees every link, if there is one
     */
    public static Placement of(FlowPaths paths, CoverProblem orders, Optional<Placement> links, Limits limits) {
        return new FlowPlacement(paths, orders).place(links, limits);
    }

    /** How many ordered pairs with a path none of the chosen sees. */
    public static long unseen(FlowPaths paths, BitSet chosen) {
        long unseen = 0;
        for (int to = 0; to < paths.ends(); to++) {
            for (int from = 0; from < paths.ends(); from++) {
                unseen += paths.connected(from, to) && !sees(paths, from, to, chosen) ? 1 : 0;
            }
        }
        return unseen;
    }

    /** Whether one of the chosen sees packets from one end to another. */
    public static boolean sees(FlowPaths paths, int from, int to, BitSet chosen) {
        boolean[] seen = new boolean[1];
        paths.seers(from, to, v -> seen[0] |= chosen.get(v));
        return seen[0];
    }

    /** How many of the chosen see a flow of each ordered pair, all pairs together. */
    public static long sightings(FlowPaths paths, BitSet chosen) {
        long sightings = 0;
        for (int to = 0; to < paths.ends(); to++) {
            for (int from = 0; from < paths.ends(); from++) {
                if (paths.connected(from, to)) {
                    for (int v : paths.seers(from, to)) {
                        sightings += chosen.get(v) ? 1 : 0;
                    }
                }
            }
        }
        return sightings;
    }

    private Placement place(Optional<Placement> links, Limits limits) {
        BitSet greedy = FlowGreedy.of(paths, orders);
        long greedyCost = Costs.of(orders, greedy);
        Optional<Placement> exact =
                FlowRows.of(paths, orders).map(problem -> new ExactPlacement().place(problem, limits));
        BitSet best = exact.map(Placement::asBitSet).orElse(greedy);
        best = Costs.of(orders, best) <= greedyCost ? best : greedy;
        if (links.isPresent() && links.get().cost() < Costs.of(orders, best)) {
            best = links.get().asBitSet();
        }
        long bound = exact.map(Placement::lowerBound).orElseGet(() -> disjointPairs());
        SolveStats stats =
                exact.map(Placement::stats).orElse(new SolveStats(greedy.cardinality(), orders.candidates(), 0));
        return Placement.of("flows", orders, best, Math.min(bound, Costs.of(orders, best)), stats)
                .withGreedyCost(greedyCost);
    }

    /** A bound where no better one is at hand: pairs that have no seer in common each need one of their own. */
    private long disjointPairs() {
        BitSet used = new BitSet();
        long bound = 0;
        for (int gap = 1; gap < paths.ends(); gap++) {
            for (int from = 0; from + gap < paths.ends(); from++) {
                bound += paths.connected(from, from + gap) ? price(from, from + gap, used) : 0;
            }
        }
        return bound;
    }

    private long price(int from, int to, BitSet used) {
        long least = Long.MAX_VALUE;
        for (int v : paths.seers(from, to)) {
            if (used.get(v)) {
                return 0;
            }
            least = orders.isForbidden(v) ? least : Math.min(least, orders.cost(v));
        }
        for (int v : paths.seers(from, to)) {
            used.set(v);
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }
}
