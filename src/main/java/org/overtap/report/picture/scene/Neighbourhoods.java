package org.overtap.report.picture.scene;

import java.util.Arrays;

/**
 * Cuts a network into parts of things that are near to each other. All are hung from the busiest, each below what it was
 * reached by way of, and from below up a branch is cut off as soon as it is large enough, or branches side by side that
 * are so together.
 *
 * @param part by thing the number of its part
 * @param middles by part its busiest thing
 */
record Neighbourhoods(int[] part, int[] middles) {

    /** At most so many parts, and one for what is left over. */
    static Neighbourhoods of(BareNetwork network, int most) {
        int[] degree = new int[network.things()];
        for (int wire = 0; wire < network.wires(); wire++) {
            degree[network.from(wire)]++;
            degree[network.to(wire)]++;
        }
        Tree tree = Tree.of(network, degree);
        int[] part = tree.cut(Math.max(1, (degree.length + most - 1) / most));
        int[] middles = new int[Arrays.stream(part).max().orElse(-1) + 1];
        Arrays.fill(middles, -1);
        for (int thing = 0; thing < part.length; thing++) {
            int middle = middles[part[thing]];
            if (middle < 0 || degree[thing] > degree[middle]) {
                middles[part[thing]] = thing;
            }
        }
        return new Neighbourhoods(part, middles);
    }

    int size() {
        return middles.length;
    }

    /**
     * All things, below a root that is none.
     *
     * @param found all in the order in which they were reached
     * @param above by thing what it hangs from; their count for nothing
     */
    private record Tree(int[] found, int[] above) {

        static Tree of(BareNetwork network, int[] degree) {
            int n = degree.length;
            int[] start = new int[n + 1];
            for (int i = 0; i < n; i++) {
                start[i + 1] = start[i] + degree[i];
            }
            int[] beside = new int[start[n]];
            int[] next = start.clone();
            for (int wire = 0; wire < network.wires(); wire++) {
                beside[next[network.from(wire)]++] = network.to(wire);
                beside[next[network.to(wire)]++] = network.from(wire);
            }
            int[] above = new int[n];
            int[] found = new int[n];
            int count = 0;
            Arrays.fill(above, -1);
            for (int first : busiestFirst(degree)) {
                if (above[first] < 0) {
                    above[first] = n;
                    found[count++] = first;
                    for (int i = count - 1; i < count; i++) {
                        for (int at = start[found[i]]; at < start[found[i] + 1]; at++) {
                            if (above[beside[at]] < 0) {
                                above[beside[at]] = found[i];
                                found[count++] = beside[at];
                            }
                        }
                    }
                }
            }
            return new Tree(found, above);
        }

        /**
         * By thing the number of its part; parts are of {@code size} things, or up to twice as many, but for what is left
         * over. From the last that was reached to the first, each adds what is left of it to what it hangs from.
         */
        int[] cut(int size) {
            int n = above.length;
            int[] cut = new int[n];
            int[] open = new int[n + 1];
            int[] waiting = new int[n + 1];
            int[] next = new int[n];
            Arrays.fill(cut, -1);
            Arrays.fill(waiting, -1);
            int parts = 0;
            for (int i = n - 1; i >= 0; i--) {
                int thing = found[i];
                int its = open[thing] + 1;
                int to = above[thing];
                if (its >= size) {
                    cut[thing] = parts++;
                    continue;
                }
                if (open[to] + its > 2 * size - 1) {
                    for (int other = waiting[to]; other >= 0; other = next[other]) {
                        cut[other] = parts;
                    }
                    parts++;
                    waiting[to] = -1;
                    open[to] = 0;
                }
                next[thing] = waiting[to];
                waiting[to] = thing;
                open[to] += its;
            }
            int[] part = new int[n];
            for (int thing : found) {
                int to = above[thing];
                part[thing] = cut[thing] >= 0 ? cut[thing] : to == n ? parts : part[to];
            }
            return part;
        }
    }

    /** By counting: of those that are as busy the first in their order. */
    private static int[] busiestFirst(int[] degree) {
        int most = Arrays.stream(degree).max().orElse(0);
        int[] start = new int[most + 2];
        for (int d : degree) {
            start[most - d + 1]++;
        }
        for (int d = 0; d <= most; d++) {
            start[d + 1] += start[d];
        }
        int[] order = new int[degree.length];
        for (int thing = 0; thing < degree.length; thing++) {
            order[start[most - degree[thing]]++] = thing;
        }
        return order;
    }
}
