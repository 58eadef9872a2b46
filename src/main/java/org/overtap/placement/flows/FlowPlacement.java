package org.overtap.placement.flows;

import java.util.BitSet;
import java.util.Optional;
import org.overtap.placement.Costs;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.ExactPlacement;

/**
 * The cheapest candidates such that every path from a host to a target of another is seen by at least one of them.
 *
 * <p>Solves a cover problem over the pairs that are hardest to see, adds those that the answer leaves unseen, and so on
 * (row generation): exact when nothing is left unseen and the last answer is. Else the better of the greedy choice,
 * the completed last answer and the link cover that it was given: never dearer than seeing every link.
 */
public final class FlowPlacement {
    private static final int ROUNDS = 12;

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

    /** How many pairs of an end and a target with a path none of the chosen sees. */
    public static long unseen(FlowPaths paths, BitSet chosen) {
        long unseen = 0;
        for (int to = 0; to < paths.targets(); to++) {
            for (int from = 0; from < paths.ends(); from++) {
                unseen += paths.connected(from, to) && !sees(paths, from, to, chosen) ? 1 : 0;
            }
        }
        return unseen;
    }

    /** Whether one of the chosen sees packets from an end to a target. */
    public static boolean sees(FlowPaths paths, int from, int to, BitSet chosen) {
        boolean[] seen = new boolean[1];
        paths.seers(from, to, v -> seen[0] |= chosen.get(v));
        return seen[0];
    }

    /** How many of the chosen see a flow of each pair of an end and a target, all pairs together. */
    public static long sightings(FlowPaths paths, BitSet chosen) {
        long sightings = 0;
        for (int to = 0; to < paths.targets(); to++) {
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
        BitSet best = greedy;
        if (links.isPresent() && links.get().cost() < Costs.of(orders, best)) {
            best = links.get().asBitSet();
        }
        Placement relaxed = relaxed(limits, Costs.of(orders, best));
        if (Costs.of(orders, relaxed.asBitSet()) < Costs.of(orders, best)) {
            BitSet completed = FlowGreedy.completing(paths, orders, relaxed.asBitSet());
            best = Costs.of(orders, completed) < Costs.of(orders, best) ? completed : best;
        }
        long bound = Math.min(relaxed.lowerBound(), Costs.of(orders, best));
        return Placement.of("flows", orders, best, bound, relaxed.stats()).withGreedyCost(Costs.of(orders, greedy));
    }

    /**
     * The best choice for as many rows as it takes to see all pairs, or as many as the limits allow. Where every node
     * is a host, pairs one hop apart are the links, and their rows alone prove the link cover.
     */
    private Placement relaxed(Limits limits, long known) {
        FlowCoverRows rows = new FlowCoverRows(paths, orders);
        Limits share = new Limits(limits.work() / ROUNDS, limits.wallClock().dividedBy(ROUNDS));
        rows.addShort();
        Placement neighbours = new ExactPlacement().place(rows.problem(), share);
        if (neighbours.lowerBound() >= known) {
            return neighbours;
        }
        boolean all = rows.addShortest();
        Placement placement = new ExactPlacement().place(rows.problem(), all ? limits : share);
        for (int round = 1; round < ROUNDS && !all && !rows.full(); round++) {
            if (rows.addUnseen(placement.asBitSet()) == 0) {
                return placement;
            }
            Placement next = new ExactPlacement().place(rows.problem(), share);
            long bound = Math.max(next.lowerBound(), placement.lowerBound());
            placement =
                    Placement.of(next.algorithm(), orders, next.asBitSet(), Math.min(bound, next.cost()), next.stats());
        }
        return placement;
    }
}
