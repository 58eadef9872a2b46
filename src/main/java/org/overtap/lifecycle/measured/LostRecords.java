package org.overtap.lifecycle.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Instrument;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/**
 * Asks collectors how many records did not arrive, by {@code lost.sh}: sequence numbers of NetFlow v5 (its version 5
 * format) and IPFIX (RFC 7011, 3.1) count records, so that what is left out between two that came is what was lost. Those
 * of v9 count datagrams (RFC 3954, 5.1): how many records these had nobody knows.
 */
final class LostRecords {
    private final Deployment deployment;
    private final NodeShells shells;
    private final ExporterList exporters;

    private LostRecords(Deployment deployment, NodeShells shells) {
        this.deployment = deployment;
        this.shells = shells;
        this.exporters = new ExporterList(deployment, Map.of());
    }

    /**
     * How many of each probe, by its place in the journal; only of those of which a collector tells that was never
     * started again.
     *
     * @param nodes which are asked
     */
    static Map<String, Long> ask(Deployment deployment, Predicate<String> nodes, NodeShells shells) {
        LostRecords asking = new LostRecords(deployment, shells);
        Map<String, Long> lost = new LinkedHashMap<>();
        FlowFiles.sources(deployment).stream()
                .filter(source -> source.daemon().kind() == Instrument.Kind.COLLECTOR && nodes.test(source.node()))
                .forEach(source -> lost.putAll(asking.of(source)));
        return lost;
    }

    private Map<String, Long> of(FlowFiles.Source collector) {
        Map<String, String> patterns = new LinkedHashMap<>();
        for (JournalEntry probe : deployment.journal().entries()) {
            if (probe.daemon().sendsTo(collector.node())) {
                pattern(probe, collector.daemon()).ifPresent(its -> patterns.put(probe.place(), its));
            }
        }
        List<String> words = new ArrayList<>(List.of(
                collector.entry().root(),
                deployment.id(),
                collector.daemon().name(),
                collector.output().folder()));
        words.addAll(patterns.values());
        return patterns.isEmpty() ? Map.of() : told(List.copyOf(patterns.keySet()), collector.node(), words);
    }

    private Optional<String> pattern(JournalEntry probe, Daemon collector) {
        return probe.daemon()
                .source()
                .flatMap(source -> exporters.format(probe, source).flatMap(format -> collector
                        .arrival()
                        .flatMap(arrival -> arrival.lost(format, source.exporter(), source.engine()))));
    }

    private Map<String, Long> told(List<String> places, String node, List<String> words) {
        Map<String, Long> lost = new LinkedHashMap<>();
        try {
            CommandResult reply = shells.on(node)
                    .run(Scripts.named("lost", words.toArray(String[]::new)).asRoot());
            List<String> lines = reply.out().lines().toList();
            for (int i = 0; reply.ok() && lines.size() == places.size() && i < lines.size(); i++) {
                if (lines.get(i).matches("\\d{1,18} 0")) {
                    lost.put(places.get(i), Long.parseLong(lines.get(i).split(" ")[0]));
                }
            }
        } catch (ShellException e) {
            // What is not told is not known.
        }
        return lost;
    }
}
