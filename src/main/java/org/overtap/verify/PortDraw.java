package org.overtap.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws port pairs that no program is likely to use: outside what kernels give away by themselves, as far as that is
 * known, above the ports of usual services, and none twice.
 */
final class PortDraw {
    private static final int LEAST = 10_000;
    private static final int MOST = 65_535;

    private final RandomGenerator random;
    private final Set<Integer> used = new TreeSet<>();
    private final List<Range> givenAway = new ArrayList<>(List.of(new Range(32_768, 60_999)));

    private record Range(int low, int high) {
        private boolean has(int port) {
            return port >= low && port <= high;
        }
    }

    /** @param taken ports that mean something on the experiment's nodes */
    PortDraw(RandomGenerator random, Set<Integer> taken) {
        this.random = random;
        this.used.addAll(taken);
    }

    /** A pair that was not drawn before. Where kernels give all ports away, any will do: what holds it keeps it. */
    PortPair next() {
        int[] free = candidates().filter(port -> !givenAway(port)).toArray();
        int[] any = free.length >= 2 ? free : candidates().toArray();
        int from = any[random.nextInt(any.length)];
        int to;
        do {
            to = any[random.nextInt(any.length)];
        } while (to == from);
        used.add(from);
        used.add(to);
        return new PortPair(from, to);
    }

    private IntStream candidates() {
        return IntStream.rangeClosed(LEAST, MOST).filter(port -> !used.contains(port));
    }

    private boolean givenAway(int port) {
        return givenAway.stream().anyMatch(range -> range.has(port));
    }

    /** Some node's kernel gives these ports away, {@code LOW HIGH}. */
    void avoid(String lowAndHigh) {
        String[] words = lowAndHigh.split(" ");
        Range range = new Range(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        if (!givenAway.contains(range)) {
            givenAway.add(range);
        }
    }

    /** Whether another draw could find a better pair. */
    boolean regrets(PortPair pair) {
        return pair.both().stream().anyMatch(this::givenAway)
                && candidates().filter(port -> !givenAway(port)).limit(2).count() == 2;
    }
}
