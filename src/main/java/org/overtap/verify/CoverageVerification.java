package org.overtap.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.PacketField;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.FlowRecord;
import org.overtap.record.RecordException;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.Conversation;
import org.overtap.verify.evidence.CauseFinder;
import org.overtap.verify.evidence.CollectorEvidence;
import org.overtap.verify.evidence.Condition;
import org.overtap.verify.evidence.Evidence;
import org.overtap.verify.evidence.Finding;
import org.overtap.verify.evidence.GapEvidence;
import org.overtap.verify.evidence.NodeLook;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeEvidence;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.evidence.Unproven;
import org.overtap.verify.watch.CollectorReader;
import org.overtap.verify.watch.DaemonWatch;
import org.overtap.verify.watch.OverlayEvidence;
import org.overtap.verify.watch.PortWatch;

/**
 * Proves coverage on the living experiment.
 *
 * <p>A canary is UDP between a port pair and of a payload size drawn for each try, sent both ways. Tried again is what a
 * lossy segment may have eaten, and what a living owner did not store: then it can be told whether that stores nothing,
 * or something was lost on the way. What was lost before this check began is told apart from what it sees itself.
 */
public final class CoverageVerification {
    /** What a lossy segment may eat is tried so often. */
    private static final int TRIES = 3;

    /** What a living owner did not store is tried once more. */
    private static final int TRIES_OF_MISSING = 2;

    private static final int LOSSY_COUNT = 20;

    /** Room for a record to be flushed and a file to be renamed, beyond the configured times. */
    private static final int SLACK_SECONDS = 2;

    private final Deployment deployment;
    private final NodeShells shells;
    private final Consumer<String> progress;
    private final Pause pause;
    private final CollectorReader collectors;
    private final DaemonWatch daemons;
    private final PlannedExporters planned;
    private final CanaryTries tries;

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
        this.deployment = deployment;
        this.shells = shells;
        this.progress = progress;
        this.pause = pause;
        this.collectors = new CollectorReader(deployment, readers, shells);
        this.daemons = new DaemonWatch(deployment, shells);
        this.planned = new PlannedExporters(deployment);
        this.tries = new CanaryTries(deployment, shells, log, progress, random);
    }

    /**
     * Tries every conversation with {@code count} datagrams each way.
     *
     * @throws VerifyException if nothing can be found out; what can be is in the report, whatever else fails
     */
    public VerifyReport run(int count) throws VerifyException {
        requireFields();
        List<CanaryPair> all = CanaryPairs.of(deployment.topology(), deployment.plan());
        daemons.begin();
        try {
            collectors.begin();
        } catch (RecordException e) {
            throw new VerifyException(e.getMessage());
        }
        List<CanaryPair> pending = all;
        Verdict verdict = judge(tries.last(), id -> true);
        for (int attempt = 0; attempt < TRIES && !pending.isEmpty(); attempt++) {
            tries.send(pending, attempt == 0 ? count : Math.max(count, LOSSY_COUNT));
            verdict = settle();
            pending = worthAnotherTry(verdict, attempt + 1 < TRIES_OF_MISSING);
        }
        daemons.end();
        if (verdict.holds() && !all.isEmpty() && evidence().gaps().stream().anyMatch(CoverageVerification::undated)) {
            progress.accept(
                    "sequence numbers jumped about when this began: try once more to see whether they still do");
            tries.send(all, count);
            settle();
            daemons.end();
        }
        return report();
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
            if (!dropped.isEmpty() && daemon.kind().records()) {
                throw new VerifyException(daemon.instrument() + " on " + daemon.node() + " does not preserve "
                        + String.join(", ", dropped) + ", by which canaries are recognised: it cannot be verified");
            }
        }
    }

    /**
     * Waits until records are stored: looks as soon as they can be, and where some are still to come as late as they can
     * be, and where their owners live once more, and then as much later as some probe keeps what it saw last.
     */
    private Verdict settle() throws VerifyException {
        PlanTiming timing = deployment.plan().timing();
        int early = timing.rotate() / 2 + 1;
        int late = timing.rotate() + SLACK_SECONDS;
        Verdict verdict = look(timing.idle() + 1 + early);
        if (someToCome(verdict)) {
            verdict = look(late - early);
        }
        if (someToCome(verdict)
                && (!verdict.inexact().isEmpty() || !unstored(verdict).isEmpty())) {
            verdict = look(late);
            int kept = deployment.journal().late();
            verdict = kept > 0 && someToCome(verdict) ? look(kept) : verdict;
        }
        return verdict;
    }

    private static boolean someToCome(Verdict verdict) {
        return !verdict.missing().isEmpty() || !verdict.inexact().isEmpty();
    }

    private Verdict look(int seconds) throws VerifyException {
        progress.accept("wait " + seconds + " s until records are stored");
        pause(seconds);
        return judge(tries.last(), id -> true);
    }

    private void pause(int seconds) throws VerifyException {
        try {
            pause.of(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while it waited");
        }
    }

    private Verdict judge(List<Canary> sent, Predicate<ProbeId> trusted) {
        return judge(sent, sightings(collectors.records(tries.filter())).trusted(trusted));
    }

    private Verdict judge(List<Canary> sent, List<FlowRecord> records) {
        return deployment.plan().flows().isPresent()
                ? HostFlowVerifier.verify(deployment.topology(), deployment.plan(), sent, records)
                : ConversationVerifier.verify(deployment.topology(), deployment.plan(), sent, records);
    }

    private CanarySightings sightings(List<FlowRecord> records) {
        return new CanarySightings(deployment, planned, tries.all(), records);
    }

    /** What does not run, or lost its folder or node, is found at fault itself: nothing of it can be read then. */
    private static boolean explainsItself(CollectorEvidence collector) {
        return Set.of(Condition.DEAD, Condition.STRAY, Condition.GONE).contains(collector.condition());
    }

    private OverlayEvidence evidence() {
        return evidence(Map.of());
    }

    private OverlayEvidence evidence(Map<ProbeId, Long> canaries) {
        return new OverlayEvidence(deployment, planned, daemons, collectors, collectors.stored(), canaries);
    }

    /** Jumps that came since the beginning or before, and none since. */
    private static boolean undated(GapEvidence gaps) {
        return gaps.around().orElse(0) > 0 && gaps.since().orElse(0) == 0;
    }

    /**
     * What a lossy segment may have eaten, wholly or in part, and what an owner did not store all of whose daemons live.
     *
     * @param missing whether that is tried, too
     */
    private List<CanaryPair> worthAnotherTry(Verdict verdict, boolean missing) {
        Set<String> eaten = new TreeSet<>();
        verdict.inexact().forEach(i -> eaten.add(CanaryTries.key(i.segment(), i.a(), i.b())));
        verdict.unanswered().forEach(u -> eaten.add(CanaryTries.key(u.segment(), u.a(), u.b())));
        Set<String> unstored = missing ? unstored(verdict) : Set.of();
        return tries.last().stream()
                .filter(canary -> canary.failure().isEmpty())
                .map(Canary::pair)
                .filter(pair -> unstored.contains(CanaryTries.key(pair))
                        || (eaten.contains(CanaryTries.key(pair)) && tries.losesPackets(pair)))
                .toList();
    }

    /** What is missing although its owner and the collector of that live, and nothing tells why. */
    private Set<String> unstored(Verdict verdict) {
        if (verdict.missing().isEmpty()) {
            return Set.of();
        }
        daemons.end();
        Set<String> living = deployment.journal().standing().stream()
                .collect(Collectors.toMap(
                        JournalEntry::node,
                        e -> daemons.at(e.node(), e.daemon().name()).condition() == Condition.ALIVE,
                        Boolean::logicalAnd))
                .entrySet()
                .stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> misnumbered = sightings(collectors.records(tries.filter())).misnumbered().stream()
                .map(m -> m.probe().node())
                .collect(Collectors.toSet());
        return verdict.missing().stream()
                .filter(m -> living.contains(m.owner()) && living.containsAll(collectorsOf(m.owner())))
                .filter(m -> !misnumbered.contains(m.owner()))
                .map(m -> CanaryTries.key(m.segment(), m.a(), m.b()))
                .collect(Collectors.toSet());
    }

    private Set<String> collectorsOf(String node) {
        return deployment.plan().probes().stream()
                .filter(probe -> probe.node().equals(node))
                .flatMap(probe -> probe.collector().stream())
                .collect(Collectors.toSet());
    }

    private VerifyReport report() throws VerifyException {
        CanarySightings sightings = sightings(collectors.records(tries.filter()));
        OverlayEvidence overlay = evidence(sightings.counts());
        Optional<Long> recordsLost = overlay.recordsLost();
        if (recordsLost.orElse(0L) > 0) {
            // What was exported last may lie in a file that is still open.
            pause(deployment.plan().timing().rotate() + SLACK_SECONDS);
            overlay = evidence(sightings.counts());
            recordsLost = overlay.recordsLost();
        }
        if (collectors.blind() && overlay.collectors().stream().noneMatch(CoverageVerification::explainsItself)) {
            throw new VerifyException(
                    String.join("\n", new TreeSet<>(collectors.unread().values())));
        }
        Set<ProbeId> trusted = overlay.probes().stream()
                .filter(ProbeEvidence::trusted)
                .map(ProbeEvidence::id)
                .collect(Collectors.toSet());
        List<FlowRecord> records = sightings.trusted(trusted::contains);
        Verdict verdict = judge(tries.last(), records);
        List<Unproven> unproven = unproven(verdict, judge(tries.earlier(), records), sightings);
        List<Finding> findings = CauseFinder.of(new Evidence(
                overlay.probes(),
                overlay.collectors(),
                overlay.gaps(),
                unproven,
                verdict.duplicates(),
                sightings.misnumbered(),
                overlay.foreign(sightings.misnumbered()),
                recordsLost,
                looks(unproven, overlay)));
        return VerifyReport.of(verdict, findings, overlay, recordsLost);
    }

    /** What the last tries leave unproven, and what of earlier ones that arrived is not stored. */
    private static List<Unproven> unproven(Verdict last, Verdict earlier, CanarySightings sightings) {
        Map<String, Unproven> all = new LinkedHashMap<>();
        last.unanswered()
                .forEach(u -> put(all, sightings, Unproven.What.UNANSWERED, u.segment(), u.a(), u.b(), "", u.why()));
        for (Verdict verdict : List.of(last, earlier)) {
            verdict.missing().forEach(m -> {
                String seen = m.seenBy().isEmpty() ? "" : "; it was seen by " + String.join(", ", m.seenBy());
                put(all, sightings, Unproven.What.MISSING, m.segment(), m.a(), m.b(), m.owner(), seen);
            });
            verdict.inexact()
                    .forEach(i ->
                            put(all, sightings, Unproven.What.INEXACT, i.segment(), i.a(), i.b(), i.owner(), i.why()));
        }
        return List.copyOf(all.values());
    }

    private static void put(
            Map<String, Unproven> all,
            CanarySightings sightings,
            Unproven.What what,
            String segment,
            String a,
            String b,
            String owner,
            String why) {
        Optional<Conversation> conversation = sightings.conversation(segment, a, b);
        List<Unproven.Port> ends = conversation.stream()
                .flatMap(c -> Stream.of(c.a(), c.b()))
                .map(end -> new Unproven.Port(end.node(), end.iface()))
                .toList();
        all.putIfAbsent(
                String.join("\0", segment, a, b),
                new Unproven(what, segment, a, b, ends, sightings.owner(segment, a, b, owner), why));
    }

    /** Nodes that may be the reason why canaries did not arrive, or a probe does not run. */
    private List<NodeLook> looks(List<Unproven> unproven, OverlayEvidence overlay) {
        List<Unproven> silent = unproven.stream()
                .filter(u -> u.what() == Unproven.What.UNANSWERED)
                .toList();
        Set<String> nodes = new TreeSet<>();
        silent.forEach(u -> nodes.addAll(List.of(u.a(), u.b())));
        if (silent.stream().anyMatch(u -> u.ends().isEmpty())) {
            deployment.topology().nodes().forEach(node -> nodes.add(node.name()));
        }
        overlay.probes().stream()
                .filter(probe -> probe.condition() == Condition.DEAD)
                .forEach(probe -> nodes.add(probe.id().node()));
        return new PortWatch(deployment.topology(), shells).look(new ArrayList<>(nodes));
    }
}
