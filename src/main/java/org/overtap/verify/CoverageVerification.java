package org.overtap.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Counter;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.PacketField;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.ExporterIndex;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.RecordReaders;
import org.overtap.topology.IpFamily;

/**
 * Proves coverage on the living experiment.
 *
 * <p>A canary is UDP between a port pair and of a payload size drawn for each try, sent both ways. A conversation whose
 * numbers do not fit is tried again with other values: a lossy segment may have eaten it.
 */
public final class CoverageVerification {
    private static final int TRIES = 3;
    private static final int LOSSY_COUNT = 20;

    private static final int LEAST_PAYLOAD = 100;
    private static final int MOST_PAYLOAD = 400;

    /** Room for a record to be flushed and a file to be renamed, beyond the configured times. */
    private static final int SLACK_SECONDS = 2;

    private final Deployment deployment;
    private final NodeShells shells;
    private final CanaryLog log;
    private final Consumer<String> progress;
    private final RandomGenerator random;
    private final CollectorReader collectors;
    private final Pause pause;
    private final Map<CanaryPair, Canary> canaries = new LinkedHashMap<>();
    private final Set<Integer> usedPorts = new TreeSet<>();
    private final CanarySender sender;

    /** How time is let pass. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * @param readers what reads the files that the deployment's collectors store
     * @param log where it is written down what is sent
     * @param progress is told what is done, a sentence each
     * @param pause how time is let pass until records are stored
     */
    public CoverageVerification(
            Deployment deployment,
            RecordReaders readers,
            NodeShells shells,
            CanaryLog log,
            Consumer<String> progress,
            RandomGenerator random,
            Pause pause) {
        this.log = log;
        this.pause = pause;
        this.deployment = deployment;
        this.shells = shells;
        this.progress = progress;
        this.random = random;
        this.collectors = new CollectorReader(deployment, readers, shells);
        Set<Integer> collecting = deployment.plan().collectors().stream()
                .map(OverlayPlan.Collector::port)
                .collect(Collectors.toSet());
        this.sender = new CanarySender(shells, "overtap-" + deployment.id(), new PortDraw(random, collecting), random);
    }

    /**
     * Tries every conversation with {@code count} datagrams each way.
     *
     * @throws VerifyException if canaries cannot be sent or stored records not read
     */
    public VerifyReport run(int count) throws VerifyException {
        requireFields();
        Map<String, Long> since = collectors.clocks();
        List<CanaryPair> pending = CanaryPairs.of(deployment.topology(), deployment.plan());
        Verdict verdict = judge(List.of());
        for (int attempt = 0; attempt < TRIES && !pending.isEmpty(); attempt++) {
            send(pending, attempt == 0 ? count : Math.max(count, LOSSY_COUNT));
            verdict = settle(since);
            pending = worthAnotherTry(verdict);
        }
        return report(verdict);
    }

    private void requireFields() throws VerifyException {
        for (JournalEntry entry : deployment.journal().standing()) {
            Daemon daemon = entry.daemon();
            List<String> dropped = Canary.FIELDS.stream()
                    .filter(field -> !daemon.preserves().contains(field))
                    .map(PacketField::word)
                    .toList();
            if (daemon.kind() == Instrument.Kind.COLLECTOR && daemon.output().isEmpty()) {
                throw new VerifyException("the descriptor of " + daemon.instrument() + " on " + daemon.node()
                        + " does not say what it stores (output): it cannot be verified");
            }
            if (!dropped.isEmpty()) {
                throw new VerifyException(daemon.instrument() + " on " + daemon.node() + " does not preserve "
                        + String.join(", ", dropped) + ", by which canaries are recognised: it cannot be verified");
            }
        }
    }

    private void send(List<CanaryPair> pairs, int count) throws VerifyException {
        int size = random.nextInt(LEAST_PAYLOAD, MOST_PAYLOAD);
        sender.send(pairs, size, count, (ready, ports) -> {
                    tell(ready, ports, size, count);
                    log.sending(CanaryTraffic.of(ready, ports, size, Instant.now()));
                })
                .forEach(canary -> {
                    usedPorts.addAll(canary.ports().both());
                    canaries.put(canary.pair(), canary);
                });
    }

    private void tell(List<CanaryPair> pairs, PortPair ports, int size, int count) {
        progress.accept("send " + count + " datagrams "
                + (coversFlows() ? "from one to the other of " : "each way over each of ")
                + pairs.stream().map(CoverageVerification::key).distinct().count()
                + (coversFlows() ? " ordered pairs of hosts" : " conversations") + " (UDP port " + ports.from() + " to "
                + ports.to() + ", " + Canary.packetBytes(IpFamily.V4, size) + " bytes"
                + (pairs.stream().noneMatch(pair -> pair.family() == IpFamily.V6)
                        ? ""
                        : ", over IPv6 " + Canary.packetBytes(IpFamily.V6, size))
                + ")");
    }

    private FlowFilter canaryFilter() {
        return FlowFilter.ALL.withProtocols(Set.of(Canary.UDP)).withPorts(usedPorts);
    }

    /** Waits until records can have been stored, and once more where some are still to come. */
    private Verdict settle(Map<String, Long> since) throws VerifyException {
        PlanTiming timing = deployment.plan().timing();
        pause(timing.idle() + 1 + timing.rotate() + SLACK_SECONDS);
        Verdict verdict = judge(collectors.records(since, canaryFilter()));
        if (!verdict.missing().isEmpty() || !verdict.inexact().isEmpty()) {
            pause(timing.rotate() + SLACK_SECONDS);
            verdict = judge(collectors.records(since, canaryFilter()));
        }
        return verdict;
    }

    private boolean coversFlows() {
        return deployment.plan().flows().isPresent();
    }

    private Verdict judge(List<FlowRecord> records) {
        List<Canary> sent = List.copyOf(canaries.values());
        return coversFlows()
                ? HostFlowVerifier.verify(deployment.topology(), deployment.plan(), sent, records)
                : ConversationVerifier.verify(deployment.topology(), deployment.plan(), sent, records);
    }

    private void pause(int seconds) throws VerifyException {
        progress.accept("wait " + seconds + " s until records are stored");
        sleep(seconds);
    }

    private void sleep(int seconds) throws VerifyException {
        try {
            pause.of(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while it waited");
        }
    }

    /**
     * Those with wrong numbers, those that lost canaries on the way, and those that a living owner did not store. An
     * owner that is dead is not asked again.
     */
    private List<CanaryPair> worthAnotherTry(Verdict verdict) {
        Set<String> inexact = verdict.inexact().stream()
                .map(i -> key(i.segment(), i.a(), i.b()))
                .collect(Collectors.toSet());
        Set<String> unanswered = verdict.unanswered().stream()
                .map(u -> key(u.segment(), u.a(), u.b()))
                .collect(Collectors.toSet());
        Set<String> living = verdict.missing().isEmpty() ? Set.of() : livingNodes();
        Set<String> missing = verdict.missing().stream()
                .filter(m -> living.contains(m.owner()))
                .map(m -> key(m.segment(), m.a(), m.b()))
                .collect(Collectors.toSet());
        return canaries.values().stream()
                .filter(c -> inexact.contains(key(c))
                        || missing.contains(key(c))
                        || (unanswered.contains(key(c)) && c.failure().isEmpty() && losesPackets(c.pair())))
                .map(Canary::pair)
                .toList();
    }

    /** Where flows between hosts pass is for the routes to say: any lossy segment may be on the way. */
    private boolean losesPackets(CanaryPair pair) {
        return deployment.topology().segments().stream()
                .filter(segment -> coversFlows() || segment.name().equals(pair.segment()))
                .flatMap(segment -> segment.members().stream())
                .anyMatch(member -> member.out().loss() > 0 || member.in().loss() > 0);
    }

    /** Nodes all of whose daemons live. */
    private Set<String> livingNodes() {
        Map<String, Boolean> lives = Status.read(deployment, shells).stream()
                .collect(Collectors.toMap(Status.Line::node, l -> l.state().equals("alive"), Boolean::logicalAnd));
        return lives.keySet().stream().filter(lives::get).collect(Collectors.toSet());
    }

    private static String key(Canary canary) {
        return key(canary.pair());
    }

    private static String key(CanaryPair pair) {
        return key(pair.segment(), pair.a(), pair.b());
    }

    private static String key(String segment, String a, String b) {
        return String.join("\0", segment, a, b);
    }

    private VerifyReport report(Verdict verdict) throws VerifyException {
        Map<ExporterIndex.Probe, ExporterTotal> totals = collectors.totals();
        List<Status.Line> lines = Status.read(deployment, shells);
        List<VerifyReport.ProbeCounters> probes = new ArrayList<>();
        for (OverlayPlan.Probe probe : deployment.plan().probes()) {
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                probes.add(counters(probe, watched, totals, lines));
            }
        }
        return new VerifyReport(
                verdict.conversations(),
                verdict.observed(),
                verdict.exactlyOnce(),
                verdict.missing(),
                verdict.inexact(),
                verdict.unanswered().stream().map(Verdict.Unanswered::toString).toList(),
                verdict.duplicates(),
                gaps(totals.values()),
                recordsLost(probes),
                probes);
    }

    private VerifyReport.ProbeCounters counters(
            OverlayPlan.Probe probe,
            OverlayPlan.MonitoredInterface watched,
            Map<ExporterIndex.Probe, ExporterTotal> totals,
            List<Status.Line> lines) {
        long stored = Optional.ofNullable(totals.get(ExporterIndex.Probe.of(probe.node(), watched.sourceId())))
                .map(ExporterTotal::records)
                .orElse(0L);
        Optional<Status.Line> line = lines.stream()
                .filter(l -> l.node().equals(probe.node()) && l.name().equals("probe-" + watched.sourceId()))
                .findFirst();
        return new VerifyReport.ProbeCounters(
                probe.node(),
                watched.name(),
                line.flatMap(l -> l.counter(Counter.RECEIVED)),
                line.flatMap(l -> l.counter(Counter.PROCESSED)),
                line.flatMap(l -> l.counter(Counter.EXPORTED)),
                Optional.of(stored));
    }

    private static Optional<Long> gaps(Collection<ExporterTotal> totals) {
        OptionalLong gaps = ExporterTotal.gaps(totals);
        return gaps.isPresent() ? Optional.of(gaps.getAsLong()) : Optional.empty();
    }

    /** Known only where every probe tells how much it exported. */
    private static Optional<Long> recordsLost(List<VerifyReport.ProbeCounters> probes) {
        if (probes.stream().anyMatch(p -> p.exported().isEmpty() || p.stored().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(probes.stream()
                .mapToLong(p -> p.exported().get() - p.stored().get())
                .sum());
    }
}
