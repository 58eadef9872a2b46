package org.overtap.lifecycle.home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.home.BroughtFiles;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.ExporterEntry;
import org.overtap.record.ExporterTable;

/** Who exports in a deployment, from its journal: what was really started, by the addresses that hosts really have. */
final class ExporterList {
    private final Deployment deployment;
    private final Path into;
    private final List<BroughtFiles> brought;

    ExporterList(Deployment deployment, Path into, List<BroughtFiles> brought) {
        this.deployment = deployment;
        this.into = into;
        this.brought = brought;
    }

    ExporterTable table() {
        List<ExporterEntry> entries = new ArrayList<>();
        for (JournalEntry entry : deployment.journal().entries()) {
            entry.daemon().source().ifPresent(source -> entries.add(entry(entry, source)));
        }
        return new ExporterTable(deployment.experiment(), deployment.id(), entries);
    }

    private ExporterEntry entry(JournalEntry entry, Daemon.Source source) {
        Daemon daemon = entry.daemon();
        Optional<String> collector = daemon.output().isPresent()
                ? Optional.of(daemon.node())
                : planned(daemon, source).flatMap(OverlayPlan.Probe::collector);
        return ExporterEntry.at(
                deployment.topology(),
                daemon.node(),
                daemon.target(),
                new ExporterEntry.Told(
                        source.exporter(),
                        source.engine(),
                        daemon.instrument(),
                        format(daemon, collector),
                        collector,
                        folder(entry, collector),
                        entry.stands()));
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
        Optional<Instrument> receiver = collector
                .flatMap(node -> deployment.plan().collector(node))
                .flatMap(its -> described(its.instrument()));
        return probe.filter(p -> p.storesItself() || receiver.isPresent())
                .map(p -> Compatibility.usual(p, p.storesItself() ? Optional.empty() : receiver)
                        .name())
                .filter(name -> !name.isEmpty());
    }

    private Optional<Instrument> described(String name) {
        return deployment.instruments().stream()
                .filter(instrument -> instrument.name().equals(name))
                .findFirst();
    }

    private Optional<String> folder(JournalEntry entry, Optional<String> collector) {
        return brought.stream()
                .filter(files -> entry.daemon().output().isPresent()
                        ? files.source().entry().place().equals(entry.place())
                        : files.source().daemon().source().isEmpty()
                                && Optional.of(files.node()).equals(collector))
                .findFirst()
                .map(files -> Homecoming.below(into, files));
    }
}
