package org.overtap.verify;

import java.time.Duration;
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
 * <p>A canary is an ICMP echo with a ToS from the range for local use (RFC 2474, pool 3: xxxx11) and a payload size
 * drawn for the run. A conversation whose numbers do not fit is tried again with other values: traffic of the user's
 * own between the same pair may have shared a record with the canary, and a lossy segment may have eaten it.
 */
public final class CoverageVerification {
    /** By these a canary is recognised; what drops one of them cannot be verified. */
    private static final List<PacketField> CANARY =
            List.of(PacketField.ADDRESSES, PacketField.TOS, PacketField.PACKETS, PacketField.BYTES);

    private static final int TRIES = 3;
    private static final int LOSSY_COUNT = 20;

    /** A neighbour that is used unconfirmed is asked after so many seconds, and once more. */
    private static final int CONFIRMED_SECONDS = 6;

    /** Fewer than a canary ever has. */
    private static final int ACQUAINTING_BYTES = 75;

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
    private final List<Integer> usedTos = new ArrayList<>();

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
    }

    /**
     * Tries every conversation with {@code count} echoes.
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
        explain(verdict);
        return report(verdict);
    }

    private void requireFields() throws VerifyException {
        for (JournalEntry entry : deployment.journal().standing()) {
            Daemon daemon = entry.daemon();
            List<String> dropped = CANARY.stream()
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
        // Each try's packets are smaller than those before: with IPv6 neighbour discovery, which is smaller still, in
        // one
        // record, no earlier try's can be taken for this one's.
        int least = 100 * (TRIES - usedTos.size());
        int tos = freshTos();
        int size = random.nextInt(least, least + 100);
        List<CanaryPair> six =
                pairs.stream().filter(pair -> pair.family() == IpFamily.V6).toList();
        acquaint(six);
        progress.accept("send " + count + (coversFlows() ? " echoes between each of " : " echoes over each of ")
                + pairs.stream().map(CoverageVerification::key).distinct().count()
                + (coversFlows() ? " pairs of hosts" : " conversations") + " (ToS " + tos + ", "
                + Canary.packetBytes(IpFamily.V4, size) + " bytes"
                + (six.isEmpty() ? "" : ", over IPv6 " + Canary.packetBytes(IpFamily.V6, size)) + ")");
        log.sending(CanaryTraffic.of(pairs, tos, size));
        new CanarySender(shells).send(pairs, tos, size, count).forEach(canary -> canaries.put(canary.pair(), canary));
    }

    /**
     * IPv6 neighbours find each other by ICMPv6 too, and confirm it 5 s later (RFC 4861 10): a probe that puts all ICMP
     * between two addresses into one record would hide an echo behind that. One echo without a mark lets them, and is
     * let out of the probes' tables.
     */
    private void acquaint(List<CanaryPair> six) throws VerifyException {
        if (!six.isEmpty()) {
            log.sending(CanaryTraffic.of(six, CanaryTraffic.NO_TOS, ACQUAINTING_BYTES));
            new CanarySender(shells).send(six, CanaryTraffic.NO_TOS, ACQUAINTING_BYTES, 1);
            int seconds = CONFIRMED_SECONDS + deployment.plan().timing().idle() + SLACK_SECONDS;
            progress.accept("wait " + seconds + " s until IPv6 neighbours know each other");
            sleep(seconds);
        }
    }

    private FlowFilter canaryFilter() {
        boolean six = canaries.keySet().stream().anyMatch(pair -> pair.family() == IpFamily.V6);
        Set<Integer> tos = new TreeSet<>(usedTos);
        if (six) {
            tos.add(CanaryTraffic.NO_TOS);
        }
        return FlowFilter.ALL
                .withProtocols(six ? Set.of(Canary.ICMP, Canary.ICMP6) : Set.of(Canary.ICMP))
                .withTos(tos);
    }

    private int freshTos() {
        int tos;
        do {
            tos = random.nextInt(16) * 16 + 12;
        } while (usedTos.contains(tos));
        usedTos.add(tos);
        return tos;
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
     * Those with wrong numbers, those that lost echoes on the way, and those that were answered while a living owner
     * stored nothing: a probe may put all pings between a pair into one record, under the ToS of the first, so that a
     * user's own can hide a canary. An owner that is dead is not asked again.
     */
    private List<CanaryPair> worthAnotherTry(Verdict verdict) {
        Set<String> inexact = verdict.inexact().stream()
                .map(i -> key(i.segment(), i.a(), i.b()))
                .collect(Collectors.toSet());
        Set<String> living = verdict.missing().isEmpty() ? Set.of() : livingNodes();
        Map<String, String> missing = verdict.missing().stream()
                .collect(Collectors.toMap(
                        m -> key(m.segment(), m.a(), m.b()), Verdict.Missing::owner, (first, second) -> first));
        return canaries.values().stream()
                .filter(c -> inexact.contains(key(c))
                        || (missing.containsKey(key(c)) && hidden(c, living.contains(missing.get(key(c))))))
                .map(Canary::pair)
                .toList();
    }

    private boolean hidden(Canary canary, boolean ownerLives) {
        boolean someLost = canary.received() > 0 && canary.received() < canary.sent();
        boolean allLost = canary.received() == 0 && losesPackets(canary.pair());
        return someLost || allLost || (canary.received() > 0 && ownerLives);
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

    private void explain(Verdict verdict) {
        Set<String> living = verdict.missing().isEmpty() ? Set.of() : livingNodes();
        verdict.missing().stream()
                .filter(m -> living.contains(m.owner()))
                .forEach(m -> progress.accept("the probe on " + m.owner() + " lives, but stored no canary of " + m.a()
                        + " and " + m.b() + ": other pings between them would hide it (end them and verify again), or"
                        + " it does not see them"));
    }

    private static String key(Canary canary) {
        return key(canary.pair());
    }

    private static String key(CanaryPair pair) {
        return key(pair.segment(), pair.a(), pair.b());
    }

    private static String key(String segment, String a, String b) {
        return segment + "\0" + String.join("\0", new TreeSet<>(List.of(a, b)));
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
                canaries.values().stream()
                        .filter(c -> c.received() == 0)
                        .map(c -> c.pair().toString())
                        .toList(),
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
