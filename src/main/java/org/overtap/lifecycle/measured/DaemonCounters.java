package org.overtap.lifecycle.measured;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.DaemonCount;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;

/**
 * Asks probes for what they counted since they were started, and collectors for what of it did not arrive and what the
 * kernel dropped at their sockets.
 */
public final class DaemonCounters {
    private DaemonCounters() {}

    /**
     * What each probe and collector tells that runs on one of those nodes.
     *
     * @param nodes which are asked
     */
    public static List<DaemonCount> ask(Deployment deployment, Predicate<String> nodes, NodeShells shells) {
        List<JournalEntry> asked = deployment.journal().standing().stream()
                .filter(entry -> counts(entry.daemon()) && nodes.test(entry.node()))
                .filter(entry -> !entry.daemon().health().counters().isEmpty())
                .toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Status.Line> told = new HashMap<>();
        Status.read(deployment.id(), asked, shells).forEach(line -> told.put(line.node() + " " + line.name(), line));
        Map<String, Long> lost = LostRecords.ask(deployment, nodes, shells);
        return deployment.journal().entries().stream()
                .filter(entry -> counts(entry.daemon()))
                .map(entry -> count(
                        entry.daemon(),
                        Optional.ofNullable(
                                told.get(entry.node() + " " + entry.daemon().name())),
                        Optional.ofNullable(lost.get(entry.place())),
                        now))
                .filter(DaemonCount::tells)
                .toList();
    }

    private static boolean counts(Daemon daemon) {
        return daemon.source().isPresent() || daemon.kind() == Instrument.Kind.COLLECTOR;
    }

    private static DaemonCount count(Daemon daemon, Optional<Status.Line> line, Optional<Long> lost, Instant now) {
        boolean probe = daemon.source().isPresent();
        return new DaemonCount(
                daemon.node(),
                daemon.name(),
                number(line.flatMap(Status.Line::received)),
                number(line.flatMap(its -> probe ? its.dropped() : its.counter(Counter.DROPPED_BY_KERNEL))),
                number(line.flatMap(its -> its.counter(Counter.EXPORTED))),
                number(lost),
                now);
    }

    private static OptionalLong number(Optional<Long> told) {
        return told.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
