package org.overtap.lifecycle.measured;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.ProbeCount;
import org.overtap.instrument.Counter;

/** Asks probes for what they counted since they were started. */
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
        return Status.read(deployment.id(), probes, shells).stream()
                .filter(line -> !line.counters().isEmpty())
                .map(line -> new ProbeCount(
                        line.node(),
                        line.name(),
                        number(line.received()),
                        number(line.dropped()),
                        number(line.counter(Counter.EXPORTED)),
                        now))
                .toList();
    }

    private static OptionalLong number(Optional<Long> told) {
        return told.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
