package org.overtap.report.picture.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Counts what a network of very many nodes is made of. */
final class NetworkCount {
    private static final int LARGEST = 10;

    private final BareNetwork network;
    /** By node, on how many segments it is. */
    private final int[] on;
    /** By segment, how many of its nodes run a probe. */
    private final int[] watching;

    private NetworkCount(BareNetwork network) {
        this.network = network;
        this.on = new int[network.nodes()];
        this.watching = new int[network.segments()];
        int[] last = new int[network.nodes()];
        Arrays.fill(last, -1);
        for (int wire = 0; wire < network.wires(); wire++) {
            count(network.from(wire), network.segment(wire), last);
            count(network.to(wire), network.segment(wire), last);
        }
    }

    private void count(int thing, int segment, int[] last) {
        if (thing < on.length && last[thing] != segment) {
            last[thing] = segment;
            on[thing]++;
            watching[segment] += network.probing(thing) ? 1 : 0;
        }
    }

    static OverviewFacts of(BareNetwork network, OverviewFacts.Drawn drawn) {
        NetworkCount count = new NetworkCount(network);
        return new OverviewFacts(
                network.nodes(),
                (int) IntStream.range(0, network.nodes())
                        .filter(network::probing)
                        .count(),
                network.collectors(),
                network.segments(),
                count.kinds(),
                ranges(network.nodes(), node -> count.on[node], network::probing),
                ranges(network.segments(), network::members, segment -> network.unseen(segment) > 0),
                largest(
                        network.segments(),
                        segment -> network.bar(segment) < 0 ? 0 : network.members(segment),
                        network::segmentName,
                        segment -> count.watching[segment]),
                largest(network.nodes(), node -> count.on[node], network::name, node -> network.probing(node) ? 1 : 0),
                drawn);
    }

    private List<OverviewFacts.Row> kinds() {
        Map<NodeKind, long[]> kinds = new EnumMap<>(NodeKind.class);
        for (int node = 0; node < network.nodes(); node++) {
            long[] its = kinds.computeIfAbsent(network.kind(node), kind -> new long[2]);
            its[0]++;
            its[1] += network.probing(node) ? 1 : 0;
        }
        List<OverviewFacts.Row> rows = new ArrayList<>();
        kinds.forEach((kind, its) -> rows.add(new OverviewFacts.Row(kind.word(), its[0], its[1])));
        return rows;
    }

    /** How many are of which size: 0, 1, 2, 3 to 4, 5 to 8 and so on, each twice as far. */
    private static List<OverviewFacts.Row> ranges(int many, IntUnaryOperator size, IntPredicate besides) {
        long[][] ranges = new long[Integer.SIZE + 1][2];
        for (int i = 0; i < many; i++) {
            int its = size.applyAsInt(i);
            long[] range = ranges[its == 0 ? 0 : 1 + Integer.SIZE - Integer.numberOfLeadingZeros(its - 1)];
            range[0]++;
            range[1] += besides.test(i) ? 1 : 0;
        }
        List<OverviewFacts.Row> rows = new ArrayList<>();
        for (int r = 0; r < ranges.length; r++) {
            if (ranges[r][0] > 0) {
                rows.add(new OverviewFacts.Row(range(r), ranges[r][0], ranges[r][1]));
            }
        }
        return rows;
    }

    private static String range(int number) {
        if (number <= 2) {
            return Integer.toString(number);
        }
        return (1L << number - 2) + 1 + "\u2013" + (1L << number - 1);
    }

    private static List<OverviewFacts.Row> largest(
            int many, IntToLongFunction size, IntFunction<String> name, IntToLongFunction besides) {
        Comparator<Integer> bySize =
                Comparator.comparingLong((Integer i) -> size.applyAsLong(i)).thenComparing(i -> -i);
        PriorityQueue<Integer> best = new PriorityQueue<>(bySize);
        for (int i = 0; i < many; i++) {
            if (size.applyAsLong(i) > 0 && (best.size() < LARGEST || bySize.compare(i, best.peek()) > 0)) {
                best.add(i);
                if (best.size() > LARGEST) {
                    best.poll();
                }
            }
        }
        return best.stream()
                .sorted(bySize.reversed())
                .map(i -> new OverviewFacts.Row(name.apply(i), size.applyAsLong(i), besides.applyAsLong(i)))
                .toList();
    }
}
