package org.overtap.verify;

import java.util.BitSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws port pairs that no program is likely to use: outside what kernels give away by themselves, as far as that is
 * known, above the ports of usual services, and none twice.
 */
final class PortDraw {
    private static final int LEAST = 10_000;
    private static final int MOST = 65_535;

    private final RandomGenerator random;
    /** Ports not drawn yet. */
    private final BitSet spare = new BitSet(MOST + 1);

    private final BitSet givenAway = new BitSet(MOST + 1);

    /** @param taken ports that mean something on the experiment's nodes */
    PortDraw(RandomGenerator random, Set<Integer> taken) {
        this.random = random;
        spare.set(LEAST, MOST + 1);
        taken.forEach(spare::clear);
        givenAway.set(32_768, 61_000);
    }

    /** A pair that was not drawn before. Where kernels give all ports away, any will do: what holds it keeps it. */
    PortPair next() {
        BitSet free = free();
        BitSet ports = free.cardinality() >= 2 ? free : spare;
        int from = draw(ports);
        ports.clear(from);
        int to = draw(ports);
        spare.clear(from);
        spare.clear(to);
        return new PortPair(from, to);
    }

    private int draw(BitSet ports) {
        int port;
        do {
            port = random.nextInt(LEAST, MOST + 1);
        } while (!ports.get(port));
        return port;
    }

    private BitSet free() {
        BitSet free = (BitSet) spare.clone();
        free.andNot(givenAway);
        return free;
    }

    /** Some node's kernel gives these ports away, {@code LOW HIGH}. */
    void avoid(String lowAndHigh) {
        String[] words = lowAndHigh.split(" ");
        givenAway.set(Integer.parseInt(words[0]), Integer.parseInt(words[1]) + 1);
    }

    /** Whether another draw could find a better pair. */
    boolean regrets(PortPair pair) {
        return pair.both().stream().anyMatch(givenAway::get) && free().cardinality() >= 2;
    }
}
