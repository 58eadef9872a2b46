package org.overtap.lifecycle.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.DaemonCount;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.RecordException;
import org.overtap.record.reader.RecordReaders;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.watch.CollectorReader;

/**
 * Looks at how an overlay fares, once or again and again. Who looks again learns more: what was captured at one look and is
 * not stored long after it was lost.
 */
public final class HealthWatch {
    /** For a record to be sent and a file to be closed, beyond the configured times. */
    private static final int SLACK_SECONDS = 5;

    /** A file is late when it was to be closed three times since. */
    private static final int LATE_TURNS = 3;

    private String deployment = "";
    private StoredTally stored = new StoredTally();
    private CaptureHistory history = new CaptureHistory();
    private Latencies latencies = new Latencies();

    /**
     * Looks.
     *
     * @param shells on the nodes of what is looked at
     */
    public OverlayStatus look(Deployment looked, NodeShells shells) {
        List<Status.Line> daemons = Status.read(looked, shells);
        List<ClockReading> clocks = NodeFieldwork.clocks(looked, shells, words -> {});
        begin(looked);
        return new OverlayStatus(looked, daemons, clocks, new Look(looked, daemons, clocks, shells).taken());
    }

    private void begin(Deployment looked) {
        if (!looked.id().equals(deployment)) {
            deployment = looked.id();
            stored = new StoredTally();
            history = new CaptureHistory();
            latencies = new Latencies();
            looked.notes().counts().forEach(count -> remember(looked, count));
        }
    }

    /** What a probe told before this began to look. */
    private void remember(Deployment looked, DaemonCount count) {
        looked.plan().probes().stream()
                .filter(probe -> probe.node().equals(count.node()))
                .flatMap(probe -> probe.interfaces().stream()
                        .map(watched -> new ProbeId(probe.node(), watched.name(), watched.sourceId())))
                .filter(id -> entry(looked, id)
                        .filter(entry -> entry.daemon().name().equals(count.name()))
                        .isPresent())
                .forEach(id -> count.received().ifPresent(received -> history.add(count.at(), Map.of(id, received))));
    }

    private static Optional<JournalEntry> entry(Deployment deployment, ProbeId id) {
        return deployment.journal().standing().stream()
                .filter(entry -> entry.node().equals(id.node())
                        && entry.daemon()
                                .source()
                                .filter(source -> source.engine() == id.sourceId())
                                .isPresent())
                .findFirst();
    }

    /** One look. */
    private final class Look {
        private final Deployment looked;
        private final List<Status.Line> daemons;
        private final List<ClockReading> clocks;
        private final NodeShells shells;
        private final CollectorReader collectors;
        private final PlannedExporters planned;
        private final Instant now = Instant.now();
        private List<NodeLoad> loads = List.of();

        Look(Deployment looked, List<Status.Line> daemons, List<ClockReading> clocks, NodeShells shells) {
            this.looked = looked;
            this.daemons = daemons;
            this.clocks = clocks;
            this.shells = shells;
            this.collectors = new CollectorReader(looked, RecordReaders.builtIn(), shells);
            this.planned = new PlannedExporters(looked);
        }

        OverlayHealth taken() {
            try {
                collectors.begin();
                stored.read(collectors);
            } catch (RecordException e) {
                // Nobody who stores anything can be asked, which the reader keeps in mind.
            }
            loads = NodeLoads.ask(looked, shells);
            Map<ProbeId, Long> received = new HashMap<>();
            each((probe, watched) -> {
                ProbeId id = id(probe, watched);
                entry(looked, id)
                        .flatMap(this::line)
                        .flatMap(line -> line.counter(Counter.RECEIVED))
                        .ifPresent(count -> received.put(id, count));
            });
            history.add(now, received);
            List<ProbeHealth> probes = looked.plan().probes().parallelStream()
                    .flatMap(probe -> probe.interfaces().stream().map(watched -> probe(probe, watched)))
                    .toList();
            return new OverlayHealth(
                    probes,
                    looked.journal().standing().stream()
                            .filter(entry -> entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                            .map(this::collector)
                            .toList(),
                    loads,
                    List.copyOf(new TreeSet<>(collectors.unread().values())));
        }

        private interface Visit {
            void of(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched);
        }

        private void each(Visit visit) {
            looked.plan().probes().forEach(probe -> probe.interfaces().forEach(watched -> visit.of(probe, watched)));
        }

        private ProbeId id(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched) {
            return new ProbeId(probe.node(), watched.name(), watched.sourceId());
        }

        private Optional<Status.Line> line(JournalEntry entry) {
            return daemons.stream()
                    .filter(line -> line.node().equals(entry.node())
                            && line.name().equals(entry.daemon().name()))
                    .findFirst();
        }

        private boolean readable(String node) {
            return !collectors.unread().containsKey(node)
                    && collectors.startOn(node).isPresent();
        }

        private CollectorHealth collector(JournalEntry entry) {
            boolean counted = readable(entry.node()) && collectors.counts(entry);
            OptionalLong gaps = stored.gaps(entry.place());
            return new CollectorHealth(
                    entry.node(),
                    entry.daemon().name(),
                    counted ? Optional.of(stored.records(entry.place())) : Optional.empty(),
                    counted && gaps.isPresent() && stored.newest(entry.place()).isPresent()
                            ? Optional.of(gaps.getAsLong())
                            : Optional.empty(),
                    stored.newest(entry.place()).flatMap(this::age));
        }

        private Optional<Long> age(CollectorReader.StoredFile file) {
            OptionalLong start = collectors.startOn(file.source().node());
            return start.isPresent()
                    ? Optional.of(Math.max(0, start.getAsLong() - file.totals().closed()))
                    : Optional.empty();
        }

        private ProbeHealth probe(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched) {
            ProbeId id = id(probe, watched);
            Optional<JournalEntry> entry = entry(looked, id);
            Optional<Status.Line> line = entry.flatMap(this::line);
            Optional<JournalEntry> taker = probe.collector().flatMap(this::takerOn);
            StoredTally.Of its = stored.of(id, planned);
            boolean counted = its.records() > 0
                    || readable(probe.collector().orElse(probe.node()))
                            && taker.or(() -> entry).filter(collectors::counts).isPresent();
            Optional<Long> age = its.newest().flatMap(this::age);
            boolean stale = history.stale(id, now, horizon(), age.map(now::minusSeconds));
            DataPath path = DataPath.of(new DataPath.Facts(
                    line.map(Status.Line::state).orElse("absent"),
                    line.map(Status.Line::counters).orElse(Map.of()),
                    taker.map(this::facts),
                    its.records() > 0
                            ? Optional.of(true)
                            : taker.flatMap(to ->
                                    entry.flatMap(from -> ArrivedDatagrams.of(from.daemon(), to, looked.id(), shells))),
                    counted ? OptionalLong.of(its.records()) : OptionalLong.empty(),
                    stale,
                    probe.filter(),
                    patience(),
                    looked.plan().timing().idle(),
                    looked.plan().timing().active()));
            return new ProbeHealth(
                    probe.node(),
                    entry.map(e -> e.daemon().name()).orElse(""),
                    watched.name(),
                    watched.segment(),
                    watched.sourceId(),
                    probe.instrument(),
                    probe.collector(),
                    line.map(Status.Line::state).orElse("absent"),
                    line.map(Status.Line::counters).orElse(Map.of()),
                    its.gaps().isPresent() ? Optional.of(its.gaps().getAsLong()) : Optional.empty(),
                    counted ? Optional.of(its.records()) : Optional.empty(),
                    age,
                    its.newest().flatMap(file -> latencies.of(id, file, planned, collectors, clocks)),
                    path);
        }

        private Optional<JournalEntry> takerOn(String node) {
            return looked.journal().standing().stream()
                    .filter(entry -> entry.node().equals(node) && entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                    .findFirst();
        }

        private DataPath.Taker facts(JournalEntry entry) {
            Optional<Status.Line> line = line(entry);
            Optional<Boolean> closes = stored.closesEmpty(entry.place())
                    ? stored.newest(entry.place())
                            .flatMap(this::age)
                            .map(age -> age <= (long) LATE_TURNS * timing().rotate() + SLACK_SECONDS)
                    : Optional.empty();
            return new DataPath.Taker(
                    entry.node(),
                    line.map(Status.Line::state).orElse("absent"),
                    line.map(Status.Line::counters).orElse(Map.of()),
                    closes,
                    loads.stream()
                            .filter(load -> load.node().equals(entry.node()))
                            .flatMap(load -> load.stopped().stream())
                            .findFirst()
                            .map(stop -> "less than what --min-free says was left on its disk"));
        }

        private PlanTiming timing() {
            return looked.plan().timing();
        }

        private long patience() {
            return looked.notes()
                    .since()
                    .map(since -> Duration.between(now, since.plus(horizon())).toSeconds())
                    .filter(seconds -> seconds > 0)
                    .orElse(0L);
        }

        private Duration horizon() {
            return Duration.ofSeconds(
                    (long) Math.max(timing().idle() + looked.journal().late(), timing().active())
                            + timing().rotate()
                            + SLACK_SECONDS);
        }
    }
}
