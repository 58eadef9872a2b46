package org.overtap.verify;

import java.util.List;
import java.util.random.RandomGenerator;
import org.overtap.deploy.NodeShells;

/**
 * Sends canaries both ways between pairs, in three steps on all nodes at the same time: sockets are opened, and only
 * where both ends of a pair have theirs, so that no ICMP answers, datagrams are sent; then what came is counted. A node
 * or an interface that cannot take part spoils its own pairs only.
 */
final class CanarySender {
    private static final int DRAWS = 5;

    private final NodeShells shells;
    private final String prefix;
    private final PortDraw ports;
    private final RandomGenerator random;

    /**
     * @param prefix what the names of its processes on nodes begin with
     * @param ports what port pairs are drawn from
     */
    CanarySender(NodeShells shells, String prefix, PortDraw ports, RandomGenerator random) {
        this.shells = shells;
        this.prefix = prefix;
        this.ports = ports;
        this.random = random;
    }

    /** Is told what is about to be sent. */
    interface Notice {
        /** @throws VerifyException if it must not be sent */
        void of(List<CanaryPair> pairs, PortPair ports) throws VerifyException;
    }

    /**
     * Sends {@code count} datagrams of {@code payload} bytes each way to each pair.
     *
     * @throws VerifyException if the notice does, or the thread is interrupted
     */
    List<Canary> send(List<CanaryPair> pairs, int payload, int count, Notice notice) throws VerifyException {
        CanaryRound round = open(pairs, payload, count);
        List<CanaryPair> ready = pairs.stream().filter(round::ready).toList();
        try {
            notice.of(ready, round.ports());
        } catch (VerifyException e) {
            round.quit();
            throw e;
        }
        round.run(ready, count);
        return pairs.stream().map(round::canary).toList();
    }

    /** Draws ports until they are free everywhere. */
    private CanaryRound open(List<CanaryPair> pairs, int payload, int count) throws VerifyException {
        for (int draw = 1; ; draw++) {
            String name = prefix + "-canaries-" + Long.toHexString(random.nextLong());
            CanaryRound round = CanaryRound.open(
                    pairs, ports.next(), payload, count, node -> new CanaryPost(shells, node, name + "-" + node));
            round.ranges().forEach(ports::avoid);
            if (draw == DRAWS || (!round.collides() && !ports.regrets(round.ports()))) {
                return round;
            }
            round.quit();
        }
    }
}
