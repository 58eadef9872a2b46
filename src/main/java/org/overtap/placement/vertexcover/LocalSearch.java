package org.overtap.placement.vertexcover;

import java.util.BitSet;
import org.overtap.placement.WorkBudget;
import org.overtap.placement.util.IntList;
import org.overtap.placement.util.SplitMix;
import org.overtap.placement.util.TimestampedSets;

/**
 * Improves a cover by exchanging on the other side: one node outside the cover is replaced by two of its neighbours,
 * and when no such exchange is left a random node is forced out of the cover. Seeded by a constant, so repeatable.
 *
 * <p>Source: Andrade, Resende, Werneck, "Fast local search for the maximum independent set problem", 2012.
 */
final class LocalSearch {
    private final CoverGraph graph;
    private final SplitMix random = new SplitMix(0x9E3779B97F4A7C15L);
    /** Whether the node is outside the cover; the nodes outside are independent. */
    private final boolean[] outside;
    /** How many neighbours outside the cover a node has. */
    private final int[] tight;

    private final int[] lastMove;
    private final TimestampedSets stamps;
    private final IntList retry = new IntList(64);
    private final boolean[] waiting;
    private final IntList loose = new IntList(16);
    /** Moves since the last accepted state: node + 1 when it left the cover, -(node + 1) when it came back. */
    private final IntList moves = new IntList(64);

    private int size;
    private final boolean[] best;
    private int bestSize;
    /** Whether the current state is the best, not yet copied. */
    private boolean bestIsHere = true;

    private int round;
    private long work;

    private LocalSearch(CoverGraph graph, BitSet cover) {
        this.graph = graph;
        outside = new boolean[graph.nodes];
        best = new boolean[graph.nodes];
        tight = new int[graph.nodes];
        lastMove = new int[graph.nodes];
        waiting = new boolean[graph.nodes];
        stamps = new TimestampedSets(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            if (!cover.get(v)) {
                put(v);
            }
        }
        freeAll();
        improve();
        moves.clear();
        bestSize = size;
    }

    /** A cover at most as large as the given one, after that much work or as soon as the target is met. */
    static BitSet improve(CoverGraph graph, BitSet cover, long target, WorkBudget budget) {
        if (cover.cardinality() <= target || graph.edges() == 0) {
            return cover;
        }
        LocalSearch search = new LocalSearch(graph, cover);
        long before = 0;
        while (graph.nodes - search.bestSize > target && !budget.exhausted()) {
            search.shake();
            budget.spend(search.work - before);
            before = search.work;
        }
        return search.bestCover();
    }

    private BitSet bestCover() {
        boolean[] marks = bestIsHere ? outside : best;
        BitSet cover = new BitSet(graph.nodes);
        for (int v = 0; v < graph.nodes; v++) {
            cover.set(v, !marks[v]);
        }
        return cover;
    }

    private void shake() {
        round++;
        int before = size;
        for (int i = kicks(); i > 0; i--) {
            force(covered());
        }
        improve();
        if (size < before && !accepts(before)) {
            undo();
        } else if (size > bestSize) {
            bestSize = size;
            bestIsHere = true;
        } else if (size < bestSize && bestIsHere) {
            rememberBefore();
        }
        moves.clear();
    }

    /** The state before this round is the best known and is being left: keep it. */
    private void rememberBefore() {
        System.arraycopy(outside, 0, best, 0, best.length);
        for (int i = moves.size() - 1; i >= 0; i--) {
            int move = moves.get(i);
            best[Math.abs(move) - 1] = move < 0;
        }
        bestIsHere = false;
    }

    private boolean accepts(int before) {
        long worse = before - size;
        long toBest = bestSize - size;
        return random.below((int) Math.min(1_000_000, 1 + worse * toBest)) == 0;
    }

    private int kicks() {
        int kicks = 1;
        if (random.below(2 * size + 1) == 0) {
            while (random.below(2) == 0) {
                kicks++;
            }
        }
        return kicks;
    }

    /** Of four random nodes in the cover the one that has not moved for longest. */
    private int covered() {
        int oldest = -1;
        for (int tries = 0; tries < 4; tries++) {
            int v = random.below(graph.nodes);
            while (outside[v]) {
                v = random.below(graph.nodes);
            }
            if (oldest < 0 || lastMove[v] < lastMove[oldest]) {
                oldest = v;
            }
        }
        return oldest;
    }

    private void force(int v) {
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            if (outside[graph.neighbours[i]]) {
                takeBack(graph.neighbours[i]);
            }
        }
        put(v);
        freeAll();
    }

    private void put(int v) {
        outside[v] = true;
        size++;
        moves.add(v + 1);
        lastMove[v] = round;
        await(v);
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            tight[graph.neighbours[i]]++;
        }
        work += graph.degree(v);
    }

    private void takeBack(int v) {
        outside[v] = false;
        size--;
        moves.add(-(v + 1));
        lastMove[v] = round;
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            int w = graph.neighbours[i];
            if (--tight[w] <= 1) {
                loose.add(w);
            }
        }
        loose.add(v);
        work += graph.degree(v);
    }

    /**
     * Nodes that lost neighbours outside: those with none left leave the cover, those with one may allow an exchange.
     */
    private void freeAll() {
        for (int i = 0; i < loose.size(); i++) {
            int v = loose.get(i);
            if (!outside[v] && tight[v] == 0) {
                put(v);
            } else if (!outside[v] && tight[v] == 1) {
                await(onlyNeighbourOutside(v));
            }
        }
        loose.clear();
    }

    private int onlyNeighbourOutside(int v) {
        int i = graph.start[v];
        while (!outside[graph.neighbours[i]]) {
            i++;
        }
        work += i - graph.start[v];
        return graph.neighbours[i];
    }

    private void await(int v) {
        if (!waiting[v]) {
            waiting[v] = true;
            retry.add(v);
        }
    }

    private void improve() {
        while (!retry.isEmpty()) {
            int v = retry.pop();
            waiting[v] = false;
            if (outside[v]) {
                exchange(v);
            }
        }
    }

    /** Replaces v by two or more of its neighbours if two of those that only v blocks are not linked. */
    private void exchange(int v) {
        int[] blocked = new int[graph.degree(v)];
        int count = 0;
        for (int i = graph.start[v]; i < graph.start[v + 1]; i++) {
            if (tight[graph.neighbours[i]] == 1) {
                blocked[count++] = graph.neighbours[i];
            }
        }
        work += graph.degree(v);
        for (int i = 0; i < count - 1; i++) {
            if (missesOne(blocked, count, i)) {
                takeBack(v);
                put(blocked[i]);
                freeAll();
                return;
            }
        }
    }

    private boolean missesOne(int[] blocked, int count, int index) {
        int u = blocked[index];
        int mark = stamps.next();
        for (int i = graph.start[u]; i < graph.start[u + 1]; i++) {
            stamps.set(graph.neighbours[i], mark);
        }
        work += graph.degree(u);
        for (int i = index + 1; i < count; i++) {
            if (!stamps.is(blocked[i], mark)) {
                return true;
            }
        }
        return false;
    }

    private void undo() {
        for (int i = moves.size() - 1; i >= 0; i--) {
            int move = moves.get(i);
            int v = Math.abs(move) - 1;
            int delta = move > 0 ? -1 : 1;
            outside[v] = move < 0;
            size += delta;
            for (int j = graph.start[v]; j < graph.start[v + 1]; j++) {
                tight[graph.neighbours[j]] += delta;
            }
        }
        moves.clear();
    }
}
