package org.overtap.placement;

import java.util.Random;
import java.util.stream.IntStream;

/** Small seeded problems of every kind of row; the same seed gives the same problem. */
public final class RandomProblems {
    private RandomProblems() {}

    /** Anything: links, shaped links, LANs, shaped LAN ports, flooding LANs, costs, orders. May be infeasible. */
    public static CoverProblem mixed(long seed, int maxNodes) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(maxNodes - 1);
        CoverProblemBuilder builder = CoverProblem.builder(n);
        int rows = 1 + random.nextInt(2 * n);
        for (int i = 0; i < rows; i++) {
            addRow(builder, random, n);
        }
        if (random.nextInt(3) == 0) {
            IntStream.range(0, n).forEach(v -> builder.cost(v, random.nextInt(6)));
        }
        int orders = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        for (int v = 0; v < Math.min(n, orders); v++) {
            if (random.nextInt(3) == 0) {
                builder.force(v);
            } else {
                builder.forbid(v);
            }
        }
        return builder.build();
    }

    /** Anything, some of it under quotas. May be infeasible because of them. */
    static CoverProblem withQuotas(long seed, int maxNodes) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(maxNodes - 1);
        CoverProblemBuilder builder = CoverProblem.builder(n);
        int rows = 1 + random.nextInt(2 * n);
        for (int i = 0; i < rows; i++) {
            addRow(builder, random, n);
        }
        if (random.nextBoolean()) {
            IntStream.range(0, n).forEach(v -> builder.cost(v, random.nextInt(6)));
        }
        for (int quota = random.nextInt(3); quota >= 0; quota--) {
            int[] of = some(random, n, 1 + random.nextInt(n));
            builder.atMost(random.nextInt(1 + of.length), of);
        }
        if (random.nextInt(4) == 0) {
            builder.force(random.nextInt(n));
        }
        return builder.build();
    }

    /** Links, and sometimes plain switched LANs, of unit cost: what the graph search is for. */
    public static CoverProblem graph(long seed, int maxNodes) {
        Random random = new Random(seed);
        int n = 2 + random.nextInt(maxNodes - 1);
        CoverProblemBuilder builder = CoverProblem.builder(n);
        int rows = 1 + random.nextInt(2 * n + n * random.nextInt(3));
        boolean lans = random.nextInt(3) == 0;
        for (int i = 0; i < rows; i++) {
            if (lans && random.nextInt(3) == 0) {
                builder.switchedLan(some(random, n, 2 + random.nextInt(4)));
            } else {
                int[] ends = some(random, n, 2);
                builder.link(ends[0], ends[1]);
            }
        }
        return builder.build();
    }

    private static void addRow(CoverProblemBuilder builder, Random random, int n) {
        switch (random.nextInt(6)) {
            case 0 -> builder.shapedLink(random.nextInt(n), random.nextInt(n), random.nextInt(n));
            case 1 -> builder.switchedLan(some(random, n, 2 + random.nextInt(4)));
            case 2 -> builder.floodingLan(some(random, n, 1 + random.nextInt(4)));
            case 3 -> builder.shapedLan(ports(random, n));
            case 4 -> builder.row(random.nextInt(4), ports(random, n));
            default -> builder.link(random.nextInt(n), random.nextInt(n));
        }
    }

    private static int[][] ports(Random random, int n) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(port -> IntStream.range(0, 1 + random.nextInt(2))
                        .map(i -> random.nextInt(n))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int[] some(Random random, int n, int count) {
        return random.ints(0, n).distinct().limit(Math.min(n, count)).toArray();
    }
}
