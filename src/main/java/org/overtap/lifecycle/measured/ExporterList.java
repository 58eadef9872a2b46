package org.overtap.lifecycle.measured;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.DaemonCount;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterEntry;

/** Who exports in a deployment, from its journal: what was really started, by the addresses that hosts really have. */
final class ExporterList {
    private final Deployment deployment;
    private final Map<String, String> folders;

    /**
     * @param folders where the files lie of what stores some, by its place in the journal; those of others are not here
     */
    ExporterList(Deployment deployment, Map<String, String> folders) {
        this.deployment = deployment;
        this.folders = folders;
    }

    List<ExporterEntry> entries() {
        List<ExporterEntry> entries = new ArrayList<>();
        for (JournalEntry entry : deployment.journal().entries()) {
            entry.daemon().source().ifPresent(source -> entries.add(entry(entry, source)));
        }
        return entries;
    }

    private ExporterEntry entry(JournalEntry entry, Daemon.Source source) {
        Daemon daemon = entry.daemon();
        Optional<String> collector = collector(daemon, source);
        Optional<OverlayPlan.Wire> wire = source.wire();
        Optional<String> format = format(entry, source);
        return ExporterEntry.at(
                        deployment.topology(),
                        daemon.node(),
                        daemon.target(),
                        new ExporterEntry.Told(
                                source.exporter(),
                                source.engine(),
                                daemon.instrument(),
                                format,
                                collector,
                                folder(entry, collector),
                                entry.stands()))
                .counting(counted(entry, collector))
                .telling(wire);
    }

    /** The node that stores its records; absent with one of an earlier version that the plan does not have any more. */
    private Optional<String> collector(Daemon daemon, Daemon.Source source) {
        return daemon.output().isPresent()
                ? Optional.of(daemon.node())
                : daemon.collector().or(() -> planned(daemon, source).flatMap(OverlayPlan.Probe::collector));
    }

    /** The form in which a probe's records come. */
    Optional<String> format(JournalEntry entry, Daemon.Source source) {
        return source.wire()
                .map(OverlayPlan.Wire::format)
                .or(() -> format(entry.daemon(), collector(entry.daemon(), source)));
    }

    /** What it was before a daemon began anew is not known, so that in all is not. */
    private Optional<ExporterEntry.Counted> counted(JournalEntry entry, Optional<String> collector) {
        String name = entry.daemon().name();
        boolean wentOut = wentOut(entry.node(), name::equals);
        boolean deaf = collector
                .filter(on -> wentOut(on, its -> collectors(on).contains(its)))
                .isPresent();
        return deployment.notes().counts().stream()
                .filter(count -> !wentOut
                        && count.node().equals(entry.node())
                        && count.name().equals(name))
                .filter(DaemonCount::tells)
                .findFirst()
                .map(count -> new ExporterEntry.Counted(
                        count.received(),
                        count.dropped(),
                        count.exported(),
                        deaf ? OptionalLong.empty() : count.lost(),
                        count.at()));
    }

    private boolean wentOut(String node, Predicate<String> name) {
        return deployment.outages().stream().anyMatch(outage -> outage.node().equals(node) && name.test(outage.name()));
    }

    private Set<String> collectors(String node) {
        return deployment.journal().on(node).stream()
                .map(JournalEntry::daemon)
                .filter(daemon -> daemon.kind() == Instrument.Kind.COLLECTOR)
                .map(Daemon::name)
                .collect(Collectors.toSet());
    }

    private Optional<OverlayPlan.Probe> planned(Daemon daemon, Daemon.Source source) {
        return deployment.plan().probes().stream()
                .filter(probe -> probe.node().equals(daemon.node()))
                .filter(probe -> probe.interfaces().stream()
                        .anyMatch(watched -> watched.sourceId() == source.engine()
                                && watched.name().equals(daemon.target())))
                .findFirst();
    }

    /** Both must still be described: a deployment of an earlier version may not have kept that. */
    private Optional<String> format(Daemon daemon, Optional<String> collector) {
        Optional<Instrument> probe = described(daemon.instrument());
        Optional<Instrument> receiver = collector.flatMap(this::collectsOn).flatMap(this::described);
        return probe.filter(p -> p.storesItself() || receiver.isPresent())
                .map(p -> Compatibility.usual(p, p.storesItself() ? Optional.empty() : receiver)
                        .name())
                .filter(name -> !name.isEmpty());
    }

    /** The collector's instrument on that node: the plan's, or what was there before it was changed. */
    private Optional<String> collectsOn(String node) {
        return deployment
                .plan()
                .collector(node)
                .map(OverlayPlan.Collector::instrument)
                .or(() -> deployment.journal().on(node).stream()
                        .map(JournalEntry::daemon)
                        .filter(daemon -> daemon.kind() == Instrument.Kind.COLLECTOR)
                        .map(Daemon::instrument)
                        .findFirst());
    }

    private Optional<Instrument> described(String name) {
        return deployment.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .findFirst();
    }

    private Optional<String> folder(JournalEntry entry, Optional<String> collector) {
        if (entry.daemon().output().isPresent()) {
            return Optional.ofNullable(folders.get(entry.place()));
        }
        return FlowFiles.sources(deployment).stream()
                .filter(source -> source.daemon().source().isEmpty()
                        && Optional.of(source.node()).equals(collector))
                .map(source -> folders.get(source.entry().place()))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
