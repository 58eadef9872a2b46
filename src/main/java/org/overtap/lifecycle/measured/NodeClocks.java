package org.overtap.lifecycle.measured;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * Compares clocks of nodes with this machine's: a node told its time somewhere between the question and the answer
 * (Cristian 1989), so the quickest of a few answers is the best.
 */
final class NodeClocks {
    private static final int TRIES = 3;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** In microseconds. */
    private static final long HALF_A_SECOND = 500_000;

    private static final long MILLI = 1000;

    /** What rounding to milliseconds, there and here, may take away. */
    private static final long ROUNDED = 3;

    private NodeClocks() {}

    /** One reading for each node that tells its time, by name. */
    static List<ClockReading> compare(Collection<String> nodes, NodeShells shells) {
        return new TreeSet<>(nodes)
                .parallelStream().flatMap(node -> best(node, shells).stream()).toList();
    }

    private static Optional<ClockReading> best(String node, NodeShells shells) {
        Optional<ClockReading> best = Optional.empty();
        try {
            Shell shell = shells.on(node);
            for (int i = 0; i < TRIES; i++) {
                Optional<ClockReading> one = read(node, shell);
                if (one.isEmpty()) {
                    return best;
                }
                best = best.isEmpty() ? one : least(best.get(), one.get());
            }
        } catch (ShellException e) {
            // Whoever needs the node says so.
        }
        return best;
    }

    private static Optional<ClockReading> least(ClockReading one, ClockReading other) {
        return Optional.of(Comparator.comparingLong(ClockReading::errorMillis).compare(one, other) <= 0 ? one : other);
    }

    private static Optional<ClockReading> read(String node, Shell shell) throws ShellException {
        Instant asked = Instant.now();
        long began = System.nanoTime();
        CommandResult reply = shell.run(Scripts.named("clock").within(LONGEST));
        long halfway = (System.nanoTime() - began) / 2_000;
        String text = reply.out().strip();
        if (!reply.ok() || !text.matches("\\d{1,12}(\\.\\d{1,12})?")) {
            return Optional.empty();
        }
        // A whole second is all of it that is told: the time lies anywhere within.
        long half = text.contains(".") ? 0 : HALF_A_SECOND;
        long told = new BigDecimal(text)
                        .multiply(MILLION)
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact()
                + half;
        long ahead = told - ChronoUnit.MICROS.between(Instant.EPOCH, asked) - halfway;
        return Optional.of(new ClockReading(
                node,
                Math.floorDiv(ahead, MILLI),
                Math.floorDiv(halfway + half, MILLI) + ROUNDED,
                asked.truncatedTo(ChronoUnit.MILLIS)));
    }
}
