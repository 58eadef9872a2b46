package org.overtap.verify.passive;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.FlowFilter;
import org.overtap.record.RecordException;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.ShellException;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyException;
import org.overtap.verify.evidence.PlannedExporters;
import org.overtap.verify.evidence.ProbeId;
import org.overtap.verify.watch.CollectorReader;

/**
 * Compares what interfaces count themselves with what is recorded of them, for a while in which the experiment does whatever
 * it does. It proves less than canaries do: not that a conversation is seen, but that of what passed nothing is missing.
 */
public final class PassiveVerification {
    /** What records may be off by where a packet is captured as it is on the wire. */
    public static final double TOLERANCE = 0.02;

    /**
     * Where segments are put together or taken apart beside the capture, as a rule (measured: 3 % of the bytes of TCP are
     * headers that are captured once for many segments).
     */
    public static final double TOLERANCE_WITH_OFFLOADS = 0.06;

    private static final String REACHING = "records that began before that time or went on after it can make up for the"
            + " difference: give it longer (--for), several times --active-timeout";

    private static final int LAYER_2 = 14;
    private static final int SLACK_SECONDS = 2;
    private static final double MILLION = 1e6;

    private final Deployment deployment;
    private final NodeShells shells;
    private final Consumer<String> progress;
    private final CoverageVerification.Pause pause;
    private final CollectorReader collectors;
    private final PlannedExporters planned;
    private final OptionalDouble tolerance;
    private final Map<String, String> unasked = new ConcurrentHashMap<>();

    /**
     * @param tolerance by what share of what was counted the bytes may differ; by default as its constants say
     * @param progress is told what is done, a sentence each
     * @param pause how time is let pass
     */
    public PassiveVerification(
            Deployment deployment,
            RecordReaders readers,
            NodeShells shells,
            OptionalDouble tolerance,
            Consumer<String> progress,
            CoverageVerification.Pause pause) {
        this.deployment = deployment;
        this.shells = shells;
        this.tolerance = tolerance;
        this.progress = progress;
        this.pause = pause;
        this.collectors = new CollectorReader(deployment, readers, shells);
        this.planned = new PlannedExporters(deployment);
    }

    /**
     * Counts for so long, then waits until what passed is stored.
     *
     * @throws VerifyException if nothing can be found out
     */
    public PassiveReport run(Duration length) throws VerifyException {
        try {
            collectors.begin();
        } catch (RecordException e) {
            throw new VerifyException(e.getMessage());
        }
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Map<ProbeId, InterfaceCount> before = counts();
        wait(length.toSeconds(), "count what passes");
        Map<ProbeId, InterfaceCount> after = counts();
        PlanTiming timing = deployment.plan().timing();
        long soon = timing.idle() + timing.rotate() + SLACK_SECONDS;
        wait(soon, "wait until it is stored");
        List<InterfaceComparison> all = compared(before, after);
        long late =
                Math.max(timing.active() - timing.idle(), deployment.journal().late());
        if (late > 0 && all.stream().anyMatch(PassiveVerification::mayChange)) {
            wait(late, "wait for what is told late");
            all = compared(before, after);
        }
        return new PassiveReport(
                from,
                seconds(before, after).orElse(length.toMillis() / 1000.0),
                all,
                List.copyOf(new TreeSet<>(collectors.unread().values())));
    }

    /** Whether what is stored later can make it another verdict. */
    private static boolean mayChange(InterfaceComparison one) {
        boolean nothing = one.verdict() == InterfaceComparison.Outcome.QUIET
                && one.counted().orElse(0L) == 0;
        return one.verdict() != InterfaceComparison.Outcome.WITHIN && !nothing;
    }

    private void wait(long seconds, String why) throws VerifyException {
        progress.accept(why + ": " + seconds + " s");
        try {
            pause.of(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerifyException("interrupted while it waited");
        }
    }

    /** The longest of the times between both countings. */
    private static Optional<Double> seconds(Map<ProbeId, InterfaceCount> before, Map<ProbeId, InterfaceCount> after) {
        return before.entrySet().stream()
                .filter(one -> after.containsKey(one.getKey()))
                .map(one -> (after.get(one.getKey()).micros() - one.getValue().micros()) / MILLION)
                .max(Double::compare);
    }

    private Map<ProbeId, InterfaceCount> counts() {
        Map<String, List<ProbeId>> byNode = new TreeMap<>();
        probes((probe, watched) ->
                byNode.computeIfAbsent(probe.node(), node -> new ArrayList<>()).add(id(probe, watched)));
        Map<ProbeId, InterfaceCount> all = new ConcurrentHashMap<>();
        byNode.entrySet().parallelStream().forEach(node -> {
            try {
                Map<String, InterfaceCount> told = InterfaceCounters.ask(
                        shells.on(node.getKey()),
                        node.getValue().stream().map(ProbeId::iface).toList());
                node.getValue().stream()
                        .filter(id -> told.containsKey(id.iface()))
                        .forEach(id -> all.put(id, told.get(id.iface())));
            } catch (ShellException e) {
                unasked.put(node.getKey(), e.getMessage());
            }
        });
        return all;
    }

    private interface Visit {
        void of(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched);
    }

    private void probes(Visit visit) {
        deployment.plan().probes().forEach(probe -> probe.interfaces().forEach(watched -> visit.of(probe, watched)));
    }

    private static ProbeId id(OverlayPlan.Probe probe, OverlayPlan.MonitoredInterface watched) {
        return new ProbeId(probe.node(), watched.name(), watched.sourceId());
    }

    private List<InterfaceComparison> compared(
            Map<ProbeId, InterfaceCount> before, Map<ProbeId, InterfaceCount> after) {
        Map<ProbeId, FlowShare> shares = new HashMap<>();
        before.forEach((id, first) -> Optional.ofNullable(after.get(id))
                .ifPresent(last -> shares.put(id, new FlowShare(first.micros(), last.micros()))));
        collectors.each(FlowFilter.ALL, record -> planned.probe(record.exporter())
                .flatMap(id -> Optional.ofNullable(shares.get(id)))
                .ifPresent(share -> share.add(record)));
        List<InterfaceComparison> all = new ArrayList<>();
        probes((probe, watched) -> all.add(compared(probe, watched, before, after, shares)));
        return all;
    }

    private InterfaceComparison compared(
            OverlayPlan.Probe probe,
            OverlayPlan.MonitoredInterface watched,
            Map<ProbeId, InterfaceCount> before,
            Map<ProbeId, InterfaceCount> after,
            Map<ProbeId, FlowShare> shares) {
        ProbeId id = id(probe, watched);
        Optional<InterfaceCount> last = Optional.ofNullable(after.get(id));
        Optional<FlowShare> share = Optional.ofNullable(shares.get(id));
        Optional<Long> packets = passed(before.get(id), last, InterfaceCount::packets);
        Optional<Long> bytes =
                passed(before.get(id), last, InterfaceCount::bytes).flatMap(all -> packets.map(n -> all - n * LAYER_2));
        Optional<List<String>> offloads = last.flatMap(InterfaceCount::offloads);
        boolean plain = offloads.filter(List::isEmpty).isPresent();
        double its = tolerance.orElse(plain ? TOLERANCE : TOLERANCE_WITH_OFFLOADS);
        String why = obstacle(probe, id, bytes, share);
        InterfaceComparison.Outcome outcome = why.isEmpty()
                ? InterfaceComparison.of(
                        bytes.orElseThrow(),
                        share.orElseThrow().bytes(),
                        share.get().sure(),
                        share.get().most(),
                        its)
                : InterfaceComparison.Outcome.UNKNOWN;
        return new InterfaceComparison(
                id.node(),
                id.iface(),
                watched.segment(),
                bytes,
                packets,
                share.map(FlowShare::bytes),
                share.map(FlowShare::packets),
                offloads,
                its,
                outcome,
                why.isEmpty() ? reason(outcome, bytes.orElse(0L)) : why);
    }

    /** Why nothing was judged where both could be compared. */
    private static String reason(InterfaceComparison.Outcome outcome, long bytes) {
        return switch (outcome) {
            case UNKNOWN -> REACHING;
            case QUIET ->
                (bytes == 0 ? "nothing passed" : "only " + bytes + " bytes passed, which may be ARP and the like")
                        + "; not judged";
            default -> "";
        };
    }

    private static Optional<Long> passed(
            InterfaceCount before, Optional<InterfaceCount> after, Function<InterfaceCount, Long> what) {
        return after.filter(last -> before != null)
                .map(last -> what.apply(last) - what.apply(before))
                .filter(count -> count >= 0);
    }

    /** What keeps both from being compared; empty where nothing does. */
    private String obstacle(OverlayPlan.Probe probe, ProbeId id, Optional<Long> bytes, Optional<FlowShare> share) {
        if (unasked.containsKey(id.node())) {
            return "its node cannot be entered: " + unasked.get(id.node());
        }
        if (bytes.isEmpty() || share.isEmpty()) {
            return "its node does not tell what it counted";
        }
        if (probe.filter().isPresent()) {
            return "only a part of it is measured (--filter)";
        }
        String storing = probe.collector().orElse(probe.node());
        if (collectors.unread().containsKey(storing)) {
            return "what is stored cannot be read";
        }
        return share.get().timeless() ? "its records do not tell when packets passed" : "";
    }
}
