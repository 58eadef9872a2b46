package org.overtap.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Status;
import org.overtap.flow.Canary;
import org.overtap.flow.FlowRecord;
import org.overtap.flow.Judge;
import org.overtap.flow.Verdict;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.topology.Conversation;
import org.overtap.topology.Node;

/**
 * Proves coverage on the living experiment.
 *
 * <p>A canary is an ICMP echo with a ToS from the range for local use (RFC 2474, pool 3: xxxx11) and a payload size
 * drawn for the run. A conversation whose numbers do not fit is tried again with other values: traffic of the user's
 * own between the same pair may have shared a record with the canary, and a lossy segment may have eaten it.
 */
public final class LiveCheck {
    private static final int TRIES = 3;
    private static final int LOSSY_COUNT = 20;

    /** Room for a record to be flushed and a file to be renamed, beyond the configured times. */
    private static final int SLACK_SECONDS = 2;

    private final Deployment deployment;
    private final InstrumentCatalogue instruments;
    private final NodeShells shells;
    private final Consumer<String> progress;
    private final RandomGenerator random;
    private final StoredFlows stored;
    private final Map<Conversation, Canary> canaries = new LinkedHashMap<>();
    private final List<Integer> usedTos = new ArrayList<>();

    public LiveCheck(
            Deployment deployment,
            InstrumentCatalogue instruments,
            NodeShells shells,
            Consumer<String> progress,
            RandomGenerator random) {
        this.deployment = deployment;
        this.instruments = instruments;
        this.shells = shells;
        this.progress = progress;
        this.random = random;
        this.stored = new StoredFlows(deployment, shells);
    }

    /**
     * Tries every conversation with {@code count} echoes.
     *
     * @throws VerifyException if canaries cannot be sent or stored records not read
     */
    public VerifyReport run(int count) throws VerifyException {
        requireFields();
        Map<String, Long> since = stored.clocks();
        List<Conversation> pending = deployment.topology().conversations();
        Verdict verdict = judge(List.of());
        for (int attempt = 0; attempt < TRIES && !pending.isEmpty(); attempt++) {
            send(pending, attempt == 0 ? count : Math.max(count, LOSSY_COUNT));
            verdict = settle(since);
            pending = worthAnotherTry(verdict);
        }
        return report(verdict);
    }

    private void requireFields() throws VerifyException {
        for (OverlayPlan.Probe probe : deployment.plan().probes()) {
            boolean usable = instruments.all().stream()
                    .filter(i -> i.name().equals(probe.instrument()))
                    .anyMatch(i -> i.canary().containsAll(List.of("addresses", "tos", "packets", "bytes")));
            if (!usable) {
                throw new VerifyException(
                        probe.instrument() + " on " + probe.node()
                                + " drops fields by which canaries are recognised (addresses, ToS, packets, bytes): it cannot be verified");
            }
        }
    }

    private void send(List<Conversation> conversations, int count) throws VerifyException {
        int tos = freshTos();
        int size = random.nextInt(100, 400);
        progress.accept("send " + count + " echoes over each of " + conversations.size() + " conversations (ToS " + tos
                + ", " + (size + 28) + " bytes)");
        new Echoes(deployment.topology(), shells)
                .send(conversations, tos, size, count)
                .forEach(canary -> canaries.put(canary.conversation(), canary));
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
        OverlayPlan.Timing timing = deployment.plan().timing();
        pause(timing.idle() + 1 + timing.rotate() + SLACK_SECONDS);
        Verdict verdict = judge(stored.canaries(since, usedTos));
        if (!verdict.missing().isEmpty() || !verdict.inexact().isEmpty()) {
            pause(timing.rotate() + SLACK_SECONDS);
            verdict = judge(stored.canaries(since, usedTos));
        }
        return verdict;
    }

    private Verdict judge(List<FlowRecord> records) {
        return Judge.judge(deployment.topology(), deployment.plan(), List.copyOf(canaries.values()), records);
    }

    private void pause(int seconds) throws VerifyException {
        progress.accept("wait " + seconds + " s until records are stored");
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while records were awaited");
        }
    }

    /** Those with wrong numbers, and those that lost echoes on the way; a silent owner is not asked again. */
    private List<Conversation> worthAnotherTry(Verdict verdict) {
        Set<String> inexact = verdict.inexact().stream()
                .map(i -> key(i.segment(), i.a(), i.b()))
                .collect(Collectors.toSet());
        Set<String> missing = verdict.missing().stream()
                .map(m -> key(m.segment(), m.a(), m.b()))
                .collect(Collectors.toSet());
        return canaries.values().stream()
                .filter(c -> inexact.contains(key(c)) || (missing.contains(key(c)) && lossy(c)))
                .map(Canary::conversation)
                .toList();
    }

    private static boolean lossy(Canary canary) {
        return canary.received() > 0 && canary.received() < canary.sent();
    }

    private static String key(Canary canary) {
        Conversation c = canary.conversation();
        return key(c.segment(), c.a().node(), c.b().node());
    }

    private static String key(String segment, String a, String b) {
        return segment + "\0" + a + "\0" + b;
    }

    private VerifyReport report(Verdict verdict) throws VerifyException {
        Map<String, StoredFlows.Total> totals = stored.totals();
        List<Status.Line> lines = Status.read(deployment, instruments, shells);
        List<VerifyReport.ProbeCounters> probes = new ArrayList<>();
        for (OverlayPlan.Probe probe : deployment.plan().probes()) {
            for (OverlayPlan.Watched watched : probe.interfaces()) {
                probes.add(counters(probe, watched, totals, lines));
            }
        }
        long gaps = totals.values().stream().mapToLong(StoredFlows.Total::gaps).sum();
        return new VerifyReport(
                verdict.conversations(),
                verdict.observed(),
                verdict.exactlyOnce(),
                verdict.missing(),
                verdict.inexact(),
                canaries.values().stream()
                        .filter(c -> c.received() == 0)
                        .map(c -> c.conversation().toString())
                        .toList(),
                verdict.duplicates(),
                Optional.of(gaps),
                recordsLost(probes),
                probes);
    }

    private VerifyReport.ProbeCounters counters(
            OverlayPlan.Probe probe,
            OverlayPlan.Watched watched,
            Map<String, StoredFlows.Total> totals,
            List<Status.Line> lines) {
        String exporter =
                deployment.topology().node(probe.node()).flatMap(Node::control).orElse("");
        StoredFlows.Total total = totals.getOrDefault(exporter + " " + watched.engine(), new StoredFlows.Total(0, 0));
        Optional<Long> received = lines.stream()
                .filter(l -> l.node().equals(probe.node()) && l.name().equals("probe-" + watched.engine()))
                .findFirst()
                .flatMap(Status.Line::received);
        return new VerifyReport.ProbeCounters(
                probe.node(),
                watched.name(),
                received,
                Optional.empty(),
                Optional.empty(),
                Optional.of(total.records()));
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
