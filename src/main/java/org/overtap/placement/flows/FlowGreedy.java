package org.overtap.placement.flows;

import java.util.BitSet;
import org.overtap.placement.CoverProblem;

/**
 * Flow coverage by the greedy choice, straight on the trees: again and again the candidate that sees most pairs not
 * yet seen per cost. Every pair is taken off the counts once, so no list of paths is ever made; time
 * O(picks * targets * nodes).
 */
final class FlowGreedy {
    private final FlowPaths paths;
    private final CoverProblem orders;
    private final BitSet[] unseen;
    private final long[] gain;
    private final int[] stamp;
    private final boolean[] sees;
    private int round;

    private FlowGreedy(FlowPaths paths, CoverProblem orders) {
        this.paths = paths;
        this.orders = orders;
        unseen = new BitSet[paths.targets()];
        gain = new long[paths.nodes()];
        stamp = new int[paths.nodes()];
        sees = new boolean[paths.nodes()];
        for (int to = 0; to < paths.targets(); to++) {
            unseen[to] = new BitSet(paths.ends());
            for (int from = 0; from < paths.ends(); from++) {
                if (paths.connected(from, to)) {
                    unseen[to].set(from);
                    paths.seers(from, to, v -> gain[v]++);
                }
            }
        }
    }

    /** The choice; pairs that no allowed candidate sees stay unseen. */
    static BitSet of(FlowPaths paths, CoverProblem orders) {
        BitSet forced = new BitSet();
        for (int v = 0; v < paths.nodes(); v++) {
            forced.set(v, orders.isForced(v));
        }
        return completing(paths, orders, forced);
    }

    /** The choice with what it takes to see all pairs. */
    static BitSet completing(FlowPaths paths, CoverProblem orders, BitSet start) {
        FlowGreedy greedy = new FlowGreedy(paths, orders);
        BitSet chosen = new BitSet();
        start.stream().forEach(v -> greedy.pick(v, chosen));
        for (int best = greedy.best(); best >= 0; best = greedy.best()) {
            greedy.pick(best, chosen);
        }
        return chosen;
    }

    private int best() {
        int best = -1;
        double bestRate = 0;
        for (int v = 0; v < gain.length; v++) {
            double rate = orders.isForbidden(v) ? 0 : gain[v] / (orders.cost(v) + 1e-9);
            if (rate > bestRate) {
                best = v;
                bestRate = rate;
            }
        }
        return best;
    }

    private void pick(int v, BitSet chosen) {
        chosen.set(v);
        for (int to = 0; to < paths.targets(); to++) {
            round++;
            for (int from = unseen[to].nextSetBit(0); from >= 0; from = unseen[to].nextSetBit(from + 1)) {
                if (passes(paths.end(from), to, v)) {
                    unseen[to].clear(from);
                    paths.seers(from, to, other -> gain[other]--);
                }
            }
        }
    }

    /** Whether the rest of the way from a node to a target is seen by the candidate; remembers it for each node. */
    private boolean passes(int node, int to, int candidate) {
        int at = node;
        while (stamp[at] != round) {
            int hop = paths.hop(at, to);
            if (at == candidate || hop == FlowPaths.NONE || stands(hop, candidate)) {
                stamp[at] = round;
                sees[at] = at == candidate || hop != FlowPaths.NONE;
                break;
            }
            at = paths.hopTo(hop);
        }
        boolean answer = sees[at];
        for (int back = node; stamp[back] != round; back = paths.hopTo(paths.hop(back, to))) {
            stamp[back] = round;
            sees[back] = answer;
        }
        return answer;
    }

    private boolean stands(int hop, int candidate) {
        for (int other : paths.standing(hop)) {
            if (other == candidate) {
                return true;
            }
        }
        return false;
    }
}
