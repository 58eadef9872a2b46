package org.overtap.report.picture.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** A joined part in tiers: leaves lowest, above them what bears them, and so on. */
final class Tiers {
    private static final double TIER = 104;
    private static final double BETWEEN = 30;
    private static final double MOST_TIER = 170;
    private static final double WIDEST = 1300;
    private static final double WIDEST_BODY = 1900;
    private static final int PROMOTIONS = 4;
    private static final int BUSY = 3;
    private static final double ASPECT = 1.75;
    private static final double SCREEN = 1.5;
    private static final int MOST_ROWS = 64;
    private static final int SWEEPS = 12;

    private final Paper paper;
    private final Leaves leaves;
    private final List<Integer> body;
    private final int[] rank;
    private final List<List<Integer>> tiers = new ArrayList<>();
    private int rows = 1;

    private Tiers(Paper paper, Leaves leaves, List<Integer> body) {
        this.paper = paper;
        this.leaves = leaves;
        this.body = body;
        this.rank = new int[paper.things];
    }

    /** Places the part, around no point in particular. */
    static void place(Paper paper, List<Integer> part) {
        Leaves leaves = Leaves.of(paper, part);
        boolean[] isLeaf = leaves.marks();
        List<Integer> body = part.stream().filter(i -> !isLeaf[i]).toList();
        Tiers tiers = new Tiers(paper, leaves, body);
        if (leaves.count() == 0 || !tiers.fits()) {
            Mesh.place(paper, part, leaves);
        } else {
            tiers.place();
        }
    }

    /** Whether it is a network of hosts below what joins them, and no tier of those is too wide. */
    private boolean fits() {
        rankAll();
        orderAll();
        int across = 0;
        int[] place = new int[paper.things];
        for (List<Integer> tier : tiers) {
            tier.forEach(i -> place[i] = tier.indexOf(i));
        }
        for (int i : body) {
            for (int other : paper.beside[i]) {
                across += other > i && rank[other] == rank[i] && Math.abs(place[i] - place[other]) > 1 ? 1 : 0;
            }
        }
        boolean narrow = tiers.stream().skip(1).allMatch(tier -> width(tier) <= WIDEST_BODY);
        boolean few = body.size() <= 6 || leaves.count() * 5 >= body.size() * 3;
        return narrow && few && across <= Math.max(2, body.size() / 6) && tiers.size() <= 8;
    }

    private void rankAll() {
        Arrays.fill(rank, -1);
        Deque<Integer> todo = new ArrayDeque<>(leaves.parents());
        leaves.parents().forEach(i -> rank[i] = 0);
        boolean[] inBody = new boolean[paper.things];
        body.forEach(i -> inBody[i] = true);
        while (!todo.isEmpty()) {
            int next = todo.poll();
            for (int other : paper.beside[next]) {
                if (inBody[other] && rank[other] < 0) {
                    rank[other] = rank[next] + 1;
                    todo.add(other);
                }
            }
        }
        promote();
        for (int i : body) {
            while (tiers.size() <= rank[i]) {
                tiers.add(new ArrayList<>());
            }
            tiers.get(rank[i]).add(i);
        }
    }

    /** Of a tier's things that are joined to each other those that join many go up a tier, as a core does. */
    private void promote() {
        for (int pass = 0; pass < PROMOTIONS; pass++) {
            List<Integer> busy = body.stream().filter(i -> peers(i) >= BUSY).toList();
            boolean some = busy.stream().anyMatch(i -> quiet(i) > 0);
            if (!some || busy.stream().anyMatch(i -> quiet(i) == 0 && peers(i) > BUSY * BUSY)) {
                return;
            }
            busy.forEach(i -> rank[i]++);
        }
    }

    private long peers(int thing) {
        return Arrays.stream(paper.beside[thing])
                .filter(other -> rank[other] == rank[thing])
                .count();
    }

    /** How many of its tier it is joined to that would stay. */
    private long quiet(int thing) {
        return Arrays.stream(paper.beside[thing])
                .filter(other -> rank[other] == rank[thing] && peers(other) < BUSY)
                .count();
    }

    private void orderAll() {
        double[] at = new double[paper.things];
        tiers.forEach(tier -> number(tier, at));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int t = 0; t < tiers.size(); t++) {
                List<Integer> tier = tiers.get(sweep % 2 == 0 ? t : tiers.size() - 1 - t);
                double[] wish = new double[paper.things];
                tier.forEach(i -> wish[i] = barycentre(i, at));
                tier.sort(Comparator.comparingDouble((Integer i) -> wish[i]).thenComparingDouble(i -> at[i]));
                number(tier, at);
            }
        }
    }

    /** In the middle of its tier's share of 0 to 1. */
    private static void number(List<Integer> tier, double[] at) {
        for (int i = 0; i < tier.size(); i++) {
            at[tier.get(i)] = (i + 0.5) / tier.size();
        }
    }

    private double barycentre(int thing, double[] at) {
        double sum = 0;
        int count = 0;
        for (int other : paper.beside[thing]) {
            if (rank[other] >= 0) {
                sum += at[other];
                count++;
            }
        }
        return count == 0 ? at[thing] : sum / count;
    }

    private void place() {
        rows = chooseRows();
        double[] x = new double[paper.things];
        for (List<Integer> tier : tiers) {
            spread(tier, x);
        }
        for (int pass = 0; pass < 4; pass++) {
            for (int t = 0; t < tiers.size(); t++) {
                List<Integer> tier = tiers.get(t);
                double[] wish = new double[paper.things];
                tier.forEach(i -> wish[i] = barycentre(i, x));
                settle(tier, wish, x);
            }
        }
        double step = tierStep();
        for (int i : body) {
            paper.x[i] = x[i];
            paper.y[i] = -rank[i] * step;
        }
        leaves.place(rows);
    }

    /** As many leaves in a column as make the whole about as wide as a screen. */
    private int chooseRows() {
        int chosen = 1;
        while (chosen < MOST_ROWS && tooWide(chosen)) {
            chosen = chosen == 1 ? 4 : chosen + 2;
        }
        return chosen;
    }

    private boolean tooWide(int candidate) {
        rows = candidate;
        double wide = tiers.stream().mapToDouble(this::width).max().orElse(0);
        double high = Leaves.height(candidate) + (tiers.size() - 1) * TIER;
        return wide > (candidate == 1 ? WIDEST : Math.max(900, ASPECT * high));
    }

    /** Few tiers of many stand farther apart. */
    private double tierStep() {
        double wide = tiers.stream().mapToDouble(this::width).max().orElse(0);
        double free = wide / SCREEN - Leaves.height(rows);
        return Math.max(TIER, Math.min(MOST_TIER, free / tiers.size()));
    }

    private double width(List<Integer> tier) {
        return tier.stream().mapToDouble(i -> 2 * reach(i)).sum();
    }

    /** Half of what a thing takes of its tier, with what hangs from it. */
    private double reach(int thing) {
        double own = paper.half(thing);
        if (!paper.scene.isBar(thing) && rank[thing] > 0) {
            own = Math.max(own, paper.labelWidth(thing) + 20);
        }
        return Math.max(own, leaves.width(thing, rows) / 2) + BETWEEN / 2;
    }

    private void spread(List<Integer> tier, double[] x) {
        double left = -width(tier) / 2;
        for (int i : tier) {
            x[i] = left + reach(i);
            left += 2 * reach(i);
        }
    }

    /**
     * As near to their wishes as the order allows: neighbours that would overlap are moved together (pool adjacent
     * violators).
     */
    private void settle(List<Integer> tier, double[] wish, double[] x) {
        int n = tier.size();
        double[] offset = new double[n];
        for (int i = 1; i < n; i++) {
            offset[i] = offset[i - 1] + reach(tier.get(i - 1)) + reach(tier.get(i));
        }
        double[] mean = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            mean[pools] = wish[tier.get(i)] - offset[i];
            size[pools] = 1;
            while (pools > 0 && mean[pools - 1] > mean[pools]) {
                int both = size[pools - 1] + size[pools];
                mean[pools - 1] = (mean[pools - 1] * size[pools - 1] + mean[pools] * size[pools]) / both;
                size[--pools] = both;
            }
            pools++;
        }
        int next = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int i = 0; i < size[pool]; i++) {
                x[tier.get(next)] = mean[pool] + offset[next];
                next++;
            }
        }
    }
}
