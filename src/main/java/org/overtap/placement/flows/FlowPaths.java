package org.overtap.placement.flows;

import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.overtap.placement.util.IntList;

/**
 * The paths between hosts, held as one tree for each target instead of one list for each pair: a hop depends on where a
 * packet is and where it goes, not on where it came from. Takes four bytes for each target and node.
 *
 * <p>Each end is a target, the one of its own number; an end that is reached by different ways, as a host with several
 * addresses is, has further targets.
 *
 * <p>Nodes are the candidates of a cover problem. A path is seen by its nodes, ends included, and by whoever stands on
 * a hop (a shaper, the members of a flooding LAN).
 */
public final class FlowPaths {
    /** There is no hop: the destination itself, or a node that no path to it passes. */
    public static final int NONE = -1;

    private final int nodes;
    private final int[] ends;
    private final int[] endOf;
    private final int[][] hopTowards;
    private final int[] hopTo;
    private final int[][] standing;

    /**
     * Paths from arrays that are used as they are.
     *
     * @param nodes how many candidates there are
     * @param ends the hosts between which flows are counted
     * @param hopTowards for each end and each node the hop towards that end, or {@link #NONE}
     * @param hopTo for each hop the node that it leads to
     * @param standing for each hop the candidates that see it besides its two nodes
     */
    public FlowPaths(int nodes, int[] ends, int[][] hopTowards, int[] hopTo, int[][] standing) {
        this(nodes, ends, IntStream.range(0, ends.length).toArray(), hopTowards, hopTo, standing);
    }

    /**
     * Paths to ends some of which have several targets.
     *
     * @param endOf for each target its end; the first are the ends themselves
     * @param hopTowards for each target and each node the hop towards that target, or {@link #NONE}
     */
    public FlowPaths(int nodes, int[] ends, int[] endOf, int[][] hopTowards, int[] hopTo, int[][] standing) {
        this.nodes = nodes;
        this.ends = ends;
        this.endOf = endOf;
        this.hopTowards = hopTowards;
        this.hopTo = hopTo;
        this.standing = standing;
        for (int target = 0; target < endOf.length; target++) {
            cutLoops(target);
        }
    }

    /** Hops that do not lead to the destination are no path. */
    private void cutLoops(int d) {
        byte[] state = new byte[nodes];
        state[ends[endOf[d]]] = 1;
        for (int v = 0; v < nodes; v++) {
            int at = v;
            while (state[at] == 0 && hopTowards[d][at] != NONE) {
                state[at] = 2;
                at = hopTo[hopTowards[d][at]];
            }
            byte verdict = (byte) (state[at] == 1 ? 1 : 3);
            for (int back = v; state[back] == 2; back = hopTo[hopTowards[d][back]]) {
                state[back] = verdict;
            }
            state[v] = state[v] == 0 ? 3 : state[v];
        }
        for (int v = 0; v < nodes; v++) {
            hopTowards[d][v] = state[v] == 1 ? hopTowards[d][v] : NONE;
        }
    }

    public int nodes() {
        return nodes;
    }

    /** How many ends there are. */
    public int ends() {
        return ends.length;
    }

    /** The node of an end. */
    public int end(int index) {
        return ends[index];
    }

    /** How many targets there are. */
    public int targets() {
        return endOf.length;
    }

    /** The end of a target. */
    public int endOf(int target) {
        return endOf[target];
    }

    /** Whether a path leads from an end to a target of another. */
    public boolean connected(int from, int target) {
        return from != endOf[target] && hopTowards[target][ends[from]] != NONE;
    }

    /** Pairs of an end and a target with a path. */
    public long pairs() {
        long pairs = 0;
        for (int target = 0; target < endOf.length; target++) {
            for (int from = 0; from < ends.length; from++) {
                pairs += connected(from, target) ? 1 : 0;
            }
        }
        return pairs;
    }

    /** The hop that a packet for that target takes at a node, or {@link #NONE}. */
    public int hop(int node, int to) {
        return hopTowards[to][node];
    }

    /** The node to which a hop leads. */
    public int hopTo(int hop) {
        return hopTo[hop];
    }

    /** Who else sees a hop. */
    int[] standing(int hop) {
        return standing[hop];
    }

    /** Who stands on some hop. */
    BitSet bystanders() {
        BitSet bystanders = new BitSet();
        for (int[] there : standing) {
            for (int v : there) {
                bystanders.set(v);
            }
        }
        return bystanders;
    }

    /** Tells everyone who sees packets from an end to a target, in path order; some more than once. */
    void seers(int from, int to, IntConsumer seer) {
        int at = ends[from];
        seer.accept(at);
        for (int hop = hopTowards[to][at]; hop != NONE; hop = hopTowards[to][at]) {
            for (int other : standing[hop]) {
                seer.accept(other);
            }
            at = hopTo[hop];
            seer.accept(at);
        }
    }

    /** Everyone who sees packets from an end to a target, once each, in path order. */
    public int[] seers(int from, int to) {
        IntList all = new IntList(16);
        seers(from, to, v -> {
            if (!all.contains(v)) {
                all.add(v);
            }
        });
        return all.toArray();
    }
}
