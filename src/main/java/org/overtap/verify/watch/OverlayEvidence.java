package org.overtap.verify.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Exporter;
import org.overtap.verify.evidence.CollectorEvidence;
import org.overtap.verify.evidence.ExporterWindow;
import org.overtap.verify.evidence.ForeignRecords;
import org.overtap.verify.evidence.GapEvidence;
import org.overtap.verify.evidence.GapWindow;
import org.overtap.verify.evidence.History;
import org.overtap.verify.evidence.Misnumbered;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeEvidence;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.evidence.StoredWindow;

/** What daemons told and what is stored, put together by the names of the plan. */
public final class OverlayEvidence {
    private final Deployment deployment;
    private final PlannedExporters planned;
    private final DaemonWatch daemons;
    private final CollectorReader collectors;
    private final Map<String, StoredWindow> stored;
    private final List<ProbeEvidence> probes;

    /**
     * @param stored what is stored, by the node that stores it
     * @param canaries how many records of canaries came from each probe
     */
    public OverlayEvidence(
            Deployment deployment,
            PlannedExporters planned,
            DaemonWatch daemons,
            CollectorReader collectors,
            Map<String, StoredWindow> stored,
            Map<ProbeId, Long> canaries) {
        this.deployment = deployment;
        this.planned = planned;
        this.daemons = daemons;
        this.collectors = collectors;
        this.stored = stored;
        this.probes = deployment.plan().probes().stream()
                .flatMap(probe -> probe.interfaces().stream()
                        .map(watched ->
                                probe(probe, new ProbeId(probe.node(), watched.name(), watched.sourceId()), canaries)))
                .toList();
    }

    private ProbeEvidence probe(OverlayPlan.Probe probe, ProbeId id, Map<ProbeId, Long> canaries) {
        DaemonWatch.Seen seen = daemons.at(id.node(), daemon(id));
        return new ProbeEvidence(
                id,
                probe.collector(),
                seen.before(),
                seen.condition(),
                seen.note(),
                seen.counters(),
                stored(id),
                canaries.getOrDefault(id, 0L));
    }

    /** The name of the daemon that is that probe. */
    private String daemon(ProbeId id) {
        return deployment.journal().standing().stream()
                .map(JournalEntry::daemon)
                .filter(daemon -> daemon.node().equals(id.node())
                        && daemon.source()
                                .filter(s -> s.engine() == id.sourceId())
                                .isPresent())
                .map(daemon -> daemon.name())
                .findFirst()
                .orElse("");
    }

    private ExporterWindow stored(ProbeId id) {
        return stored.values().stream()
                .flatMap(window -> window.exporters().entrySet().stream())
                .filter(entry ->
                        planned.probe(entry.getKey()).filter(id::equals).isPresent())
                .map(Map.Entry::getValue)
                .reduce(ExporterWindow.NONE, ExporterWindow::and);
    }

    /** Every planned probe. */
    public List<ProbeEvidence> probes() {
        return probes;
    }

    /** Every collector of the plan. */
    public List<CollectorEvidence> collectors() {
        return deployment.plan().collectors().stream().map(this::collector).toList();
    }

    private CollectorEvidence collector(OverlayPlan.Collector collector) {
        DaemonWatch.Seen seen = deployment.journal().standing().stream()
                .map(JournalEntry::daemon)
                .filter(daemon -> daemon.kind() == Instrument.Kind.COLLECTOR
                        && daemon.node().equals(collector.node()))
                .map(daemon -> daemons.at(daemon.node(), daemon.name()))
                .findFirst()
                .orElseGet(() -> daemons.at(collector.node(), ""));
        return new CollectorEvidence(
                collector.node(),
                collector.listensOn(),
                seen.condition(),
                seen.note(),
                Optional.ofNullable(collectors.unread().get(collector.node())),
                seen.counters().since(Counter.IGNORED));
    }

    /** Records that no planned probe can have sent; what a wrong number explains is none. */
    public List<ForeignRecords> foreign(List<Misnumbered> misnumbered) {
        List<ForeignRecords> all = new ArrayList<>();
        stored.forEach((collector, window) -> window.exporters().forEach((exporter, records) -> {
            Optional<ProbeEvidence> probe = planned.probe(exporter).flatMap(this::of);
            long impossible = probe.map(ProbeEvidence::impossible).orElse(records.since());
            if (impossible > 0 && !explained(exporter, misnumbered)) {
                String why = probe.map(
                                its -> "the probe on " + its.id() + ", whose they would be, did nothing all the time")
                        .orElseGet(() -> planned.strangeness(exporter));
                all.add(new ForeignRecords(exporter.toString(), collector, impossible, why));
            }
        }));
        return all;
    }

    private Optional<ProbeEvidence> of(ProbeId id) {
        return probes.stream().filter(probe -> probe.id().equals(id)).findFirst();
    }

    private boolean explained(Exporter exporter, List<Misnumbered> misnumbered) {
        return misnumbered.stream()
                .anyMatch(m -> exporter.sourceId().equals(java.util.OptionalInt.of(m.carried()))
                        && m.probe().node().equals(planned.node(exporter)));
    }

    /** Jumps of sequence numbers, where they are a planned node's and nobody else's. */
    public List<GapEvidence> gaps() {
        List<GapEvidence> all = new ArrayList<>();
        stored.forEach((collector, window) -> window.gaps().stream()
                .filter(gaps -> !gaps.exporters().isEmpty())
                .filter(gaps -> gaps.exporters().stream().allMatch(e -> own(e, window)))
                .forEach(gaps -> all.add(new GapEvidence(
                        gaps.exporters().stream().map(planned::node).collect(Collectors.toSet()),
                        collector,
                        gaps.since(),
                        gaps.around()))));
        return all;
    }

    /** One of a node that probes, unless it sent since the beginning in another form than planned. */
    private boolean own(Exporter exporter, StoredWindow window) {
        Set<String> nodes = probes.stream().map(probe -> probe.id().node()).collect(Collectors.toSet());
        boolean strange = planned.probe(exporter).isEmpty()
                && window.exporters().get(exporter).since() > 0;
        return nodes.contains(planned.node(exporter)) && !strange;
    }

    /** Jumps of one kind, over all that is stored; absent where some of it does not tell. */
    public Optional<Long> gaps(Function<GapWindow, OptionalLong> which) {
        OptionalLong all =
                stored.values().stream().map(window -> window.gaps(which)).reduce(OptionalLong.of(0), GapWindow::sum);
        return all.isPresent() ? Optional.of(all.getAsLong()) : Optional.empty();
    }

    /** Packets dropped since the beginning; absent where no probe tells. */
    public Optional<Long> dropped() {
        return total(probe -> probe.counters().droppedSince());
    }

    private Optional<Long> total(Function<ProbeEvidence, Optional<Long>> what) {
        return probes.stream().flatMap(probe -> what.apply(probe).stream()).reduce(Long::sum);
    }

    /**
     * Records exported and not stored since the beginning: no more than that, because what was exported before may have
     * been stored since. Absent where a probe does not tell what it exports.
     */
    public Optional<Long> recordsLost() {
        return each(probe -> probe.counters()
                .since(Counter.EXPORTED)
                .map(exported ->
                        exported - probe.stored().open() - probe.stored().since()));
    }

    private Optional<Long> each(Function<ProbeEvidence, Optional<Long>> what) {
        List<Optional<Long>> all = probes.stream().map(what).toList();
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream()
                        .flatMap(Optional::stream)
                        .mapToLong(n -> Math.max(0, n))
                        .sum())
                : Optional.empty();
    }

    /**
     * What was before. Jumps of which it is not known whether they came before are of it.
     *
     * @param lost whether those count as lost since the beginning
     */
    public History history(boolean lost) {
        Optional<Long> gaps = gaps(GapWindow::before);
        Optional<Long> all =
                lost ? gaps : gaps.flatMap(n -> gaps(GapWindow::around).map(more -> n + more));
        return new History(
                stored.values().stream()
                        .flatMap(window -> window.oldest().stream().boxed())
                        .min(Long::compare)
                        .map(OverlayEvidence::iso),
                iso(collectors.start()),
                all,
                all.filter(n -> n == 0),
                each(probe -> probe.counters()
                        .start(Counter.EXPORTED)
                        .map(exported -> exported
                                - probe.stored().before()
                                - probe.stored().open())),
                total(probe -> probe.counters().droppedBefore()),
                outages());
    }

    private List<History.Downtime> outages() {
        return deployment.outages().stream()
                .map(outage -> new History.Downtime(
                        outage.node(),
                        outage.name(),
                        outage.since(),
                        outage.until(),
                        outage.since().flatMap(since -> outage.until().map(until -> seconds(since, until))),
                        outage.why()))
                .toList();
    }

    private static long seconds(String since, String until) {
        return Duration.between(Instant.parse(since), Instant.parse(until)).toSeconds();
    }

    private static String iso(long seconds) {
        return Instant.ofEpochSecond(seconds).toString();
    }
}
