package org.overtap.bench;

import java.util.Random;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;

/** Seeded generators of cover problems, by the kind of network. The same arguments give the same problem. */
public final class Families {
    private Families() {}

    /** Barabasi-Albert: each new node links to m distinct older ones, chosen in proportion to their degrees. */
    public static CoverProblem barabasiAlbert(int nodes, int m, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(nodes);
        int[] ends = new int[2 * m * nodes];
        int count = 0;
        int[] chosen = new int[m];
        for (int v = m; v < nodes; v++) {
            for (int i = 0; i < m; i++) {
                chosen[i] = v == m ? i : draw(random, ends, count, chosen, i);
            }
            for (int target : chosen) {
                builder.link(v, target);
                ends[count++] = v;
                ends[count++] = target;
            }
        }
        return builder.build();
    }

    private static int draw(Random random, int[] ends, int count, int[] chosen, int drawn) {
        while (true) {
            int candidate = ends[random.nextInt(count)];
            boolean fresh = true;
            for (int i = 0; i < drawn; i++) {
                fresh &= chosen[i] != candidate;
            }
            if (fresh) {
                return candidate;
            }
        }
    }

    /** Each node linked to a uniformly chosen older one. */
    public static CoverProblem randomTree(int nodes, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(nodes);
        for (int v = 1; v < nodes; v++) {
            builder.link(v, random.nextInt(v));
        }
        return builder.build();
    }

    /** A square grid. */
    public static CoverProblem grid(int side) {
        CoverProblemBuilder builder = CoverProblem.builder(side * side);
        for (int v = 0; v < side * side; v++) {
            if (v % side + 1 < side) {
                builder.link(v, v + 1);
            }
            if (v + side < side * side) {
                builder.link(v, v + side);
            }
        }
        return builder.build();
    }

    /** A k-ary fat tree with its k^3/4 hosts. */
    public static CoverProblem fatTree(int k) {
        int half = k / 2;
        int cores = half * half;
        int switches = cores + k * k;
        CoverProblemBuilder builder = CoverProblem.builder(switches + k * half * half);
        for (int pod = 0; pod < k; pod++) {
            for (int i = 0; i < half; i++) {
                int aggregation = cores + pod * k + i;
                int edge = cores + pod * k + half + i;
                for (int j = 0; j < half; j++) {
                    builder.link(aggregation, i * half + j);
                    builder.link(aggregation, cores + pod * k + half + j);
                    builder.link(edge, switches + (pod * half + i) * half + j);
                }
            }
        }
        return builder.build();
    }

    /** A power-law core (two links per new router) with hosts on random routers. */
    public static CoverProblem isp(int routers, int hosts, long seed) {
        Random random = new Random(seed);
        CoverProblem core = barabasiAlbert(routers, 2, seed);
        CoverProblemBuilder builder = CoverProblem.builder(routers + hosts);
        for (int row = 0; row < core.rows(); row++) {
            int slot = core.slotFrom(row);
            builder.link(core.member(slot), core.member(slot + 1));
        }
        for (int host = 0; host < hosts; host++) {
            builder.link(routers + host, random.nextInt(routers));
        }
        return builder.build();
    }

    /** Erdos-Renyi with the given mean degree. */
    public static CoverProblem erdosRenyi(int nodes, double meanDegree, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(nodes);
        long links = Math.round(nodes * meanDegree / 2);
        while (builder.rows() < links) {
            int u = random.nextInt(nodes);
            int v = random.nextInt(nodes);
            if (u != v) {
                builder.link(u, v);
            }
        }
        return builder.build();
    }

    /** Switched LANs of random members. */
    public static CoverProblem lanMesh(int nodes, int lans, int members, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(nodes);
        for (int lan = 0; lan < lans; lan++) {
            builder.switchedLan(random.ints(0, nodes).distinct().limit(members).toArray());
        }
        return builder.build();
    }

    /** A tree of switched LANs: each LAN shares one node with an older LAN. */
    public static CoverProblem lanTree(int lans, int members, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(1 + lans * (members - 1));
        for (int lan = 0; lan < lans; lan++) {
            int first = 1 + lan * (members - 1);
            int[] all = new int[members];
            all[0] = random.nextInt(first);
            for (int i = 1; i < members; i++) {
                all[i] = first + i - 1;
            }
            builder.switchedLan(all);
        }
        return builder.build();
    }

    /** Shaped links, each delay node carrying two of them, and shaped LANs with two ports to a delay node. */
    public static CoverProblem shapedLab(int hosts, int links, int lans, long seed) {
        Random random = new Random(seed);
        int shapers = (links + 1) / 2 + lans * 3;
        CoverProblemBuilder builder = CoverProblem.builder(hosts + shapers);
        for (int link = 0; link < links; link++) {
            builder.shapedLink(random.nextInt(hosts), random.nextInt(hosts), hosts + link / 2);
        }
        for (int lan = 0; lan < lans; lan++) {
            int[] all = random.ints(0, hosts).distinct().limit(6).toArray();
            int[][] ports = new int[all.length][];
            for (int i = 0; i < all.length; i++) {
                ports[i] = new int[] {all[i], hosts + (links + 1) / 2 + lan * 3 + i / 2};
            }
            builder.shapedLan(ports);
        }
        return builder.build();
    }

    /** The same rows with costs drawn from 1 to the highest. */
    public static CoverProblem withCosts(CoverProblem problem, int highest, long seed) {
        Random random = new Random(seed);
        CoverProblemBuilder builder = CoverProblem.builder(problem.candidates());
        for (int v = 0; v < problem.candidates(); v++) {
            builder.cost(v, 1 + random.nextInt(highest));
        }
        for (int row = 0; row < problem.rows(); row++) {
            int[][] slots = new int[problem.slotTo(row) - problem.slotFrom(row)][];
            for (int i = 0; i < slots.length; i++) {
                int slot = problem.slotFrom(row) + i;
                slots[i] = new int[problem.memberTo(slot) - problem.memberFrom(slot)];
                for (int j = 0; j < slots[i].length; j++) {
                    slots[i][j] = problem.member(problem.memberFrom(slot) + j);
                }
            }
            builder.row(problem.need(row), slots);
        }
        return builder.build();
    }
}
