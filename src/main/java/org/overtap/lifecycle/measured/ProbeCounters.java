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
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.ProbeCount;
import org.overtap.instrument.Counter;

/** Asks probes for what they counted since they were started, and collectors for what of it did not arrive. */
public final class ProbeCounters {
    private ProbeCounters() {}

    /**
     * What each probe tells that runs on one of those nodes.
     *
     * @param nodes which are asked
     */
    public static List<ProbeCount> ask(Deployment deployment, Predicate<String> nodes, NodeShells shells) {
        List<JournalEntry> probes = deployment.journal().standing().stream()
                .filter(entry -> entry.daemon().source().isPresent() && nodes.test(entry.node()))
                .filter(entry -> !entry.daemon().health().counters().isEmpty())
                .toList();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, Status.Line> told = new HashMap<>();
        Status.read(deployment.id(), probes, shells).forEach(line -> told.put(line.node() + " " + line.name(), line));
        Map<String, Long> lost = LostRecords.ask(deployment, nodes, shells);
        return deployment.journal().entries().stream()
                .filter(entry -> entry.daemon().source().isPresent())
                .map(entry -> count(
                        entry.daemon(),
                        Optional.ofNullable(
                                told.get(entry.node() + " " + entry.daemon().name())),
                        Optional.ofNullable(lost.get(entry.place())),
                        now))
                .filter(ProbeCount::tells)
                .toList();
    }

    private static ProbeCount count(Daemon probe, Optional<Status.Line> line, Optional<Long> lost, Instant now) {
        return new ProbeCount(
                probe.node(),
                probe.name(),
                number(line.flatMap(Status.Line::received)),
                number(line.flatMap(Status.Line::dropped)),
                number(line.flatMap(its -> its.counter(Counter.EXPORTED))),
                number(lost),
                now);
    }

    private static OptionalLong number(Optional<Long> told) {
        return told.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
