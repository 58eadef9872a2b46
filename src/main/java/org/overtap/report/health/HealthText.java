package org.overtap.report.health;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.lifecycle.health.CollectorHealth;
import org.overtap.lifecycle.health.DataPath;
import org.overtap.lifecycle.health.DataStop;
import org.overtap.lifecycle.health.NodeLoad;
import org.overtap.lifecycle.health.OverlayHealth;
import org.overtap.lifecycle.health.OverlayStatus;
import org.overtap.lifecycle.health.ProbeHealth;
import org.overtap.lifecycle.health.RecordLatency;
import org.overtap.report.format.ByteSize;
import org.overtap.report.format.Table;

/** How an overlay fares, for people. */
public final class HealthText {
    private static final double SECOND = 1000;

    private HealthText() {}

    /** A row for each daemon: what it received, what was lost on the way, and what is stored. */
    public static String daemons(OverlayStatus status) {
        Table table = new Table(
                "node",
                "instrument",
                "on",
                "state",
                "received",
                "lost: tool",
                "kernel",
                "gaps",
                "exported",
                "stored",
                "last",
                "latency");
        for (Status.Line line : status.daemons()) {
            Optional<ProbeHealth> probe = status.health().probe(line.node(), line.name());
            Optional<CollectorHealth> collector = status.health().collector(line.node(), line.name());
            table.row(
                    line.node(),
                    line.instrument(),
                    line.target(),
                    line.state(),
                    line.received().orElse(null),
                    line.byWord().get("droppedByTool"),
                    line.byWord().get("droppedByKernel"),
                    either(probe, ProbeHealth::gaps, collector, CollectorHealth::gaps)
                            .orElse(null),
                    line.byWord().get("exported"),
                    either(probe, ProbeHealth::stored, collector, CollectorHealth::stored)
                            .orElse(null),
                    probe.flatMap(ProbeHealth::lastStored)
                            .map(seconds -> seconds + " s ago")
                            .orElse(null),
                    probe.flatMap(ProbeHealth::latency)
                            .map(RecordLatency::medianMillis)
                            .map(HealthText::seconds)
                            .orElse(null));
        }
        return table.toString();
    }

    private static <T> Optional<T> either(
            Optional<ProbeHealth> probe,
            Function<ProbeHealth, Optional<T>> its,
            Optional<CollectorHealth> collector,
            Function<CollectorHealth, Optional<T>> theirs) {
        return probe.flatMap(its).or(() -> collector.flatMap(theirs));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / SECOND);
    }

    /** Where data of probes stops, what a guard ended, and what could not be read. */
    public static String stops(OverlayHealth health) {
        StringBuilder text = new StringBuilder();
        Set<String> told = new TreeSet<>();
        for (NodeLoad node : health.nodes()) {
            node.stopped()
                    .ifPresent(stop -> text.append(printable(node.node() + ": the guard ended what stores there, at "
                                    + stop.at() + ": " + ByteSize.of(stop.free()) + " were left, and "
                                    + ByteSize.of(stop.least()) + " were to stay free (--min-free)"))
                            .append('\n'));
        }
        for (ProbeHealth probe : health.probes()) {
            DataPath path = probe.path();
            if (!path.why().isEmpty()) {
                text.append(printable(probe.node() + " " + probe.iface() + ": "
                                + path.stops().map(HealthText::words).orElse("it is not known how far its data gets")
                                + ": " + path.why()))
                        .append('\n');
                if (!path.next().isEmpty() && told.add(path.next())) {
                    text.append("    next: ").append(printable(path.next())).append('\n');
                }
            }
        }
        health.unread().forEach(why -> text.append(printable(why)).append('\n'));
        return text.toString();
    }

    private static String words(DataStop stop) {
        return switch (stop) {
            case NOT_RUNNING, SEES_NOTHING -> "its data stops before it";
            case PROCESSES_NOTHING, EXPORTS_NOTHING -> "its data stops in it";
            case DOES_NOT_ARRIVE -> "its data stops on the way to the collector";
            case NOT_STORED -> "its data stops where it is to be stored";
            case NOWHERE -> "its data gets through";
        };
    }

    /** A row for each node: its clock, and what it has left. */
    public static String nodes(OverlayStatus status) {
        Table table = new Table("node", "clock", "cpu", "memory free", "disk free", "flow files");
        for (NodeLoad node : status.health().nodes()) {
            table.row(
                    node.node(),
                    status.clocks().stream()
                            .filter(clock -> clock.node().equals(node.node()))
                            .findFirst()
                            .map(HealthText::clock)
                            .orElse(null),
                    node.cpu()
                            .map(share -> Math.round(100 * share) + " % of "
                                    + node.cores().map(n -> n + " cores").orElse("all"))
                            .orElse(null),
                    of(node.memoryFree(), node.memory()),
                    of(node.diskFree(), node.disk()),
                    node.used().map(ByteSize::of).orElse(null));
        }
        return table.toString();
    }

    private static String clock(ClockReading clock) {
        return String.format(Locale.ROOT, "%+.3f s (±%.3f)", clock.millis() / SECOND, clock.errorMillis() / SECOND);
    }

    private static String of(Optional<Long> some, Optional<Long> all) {
        return some.map(part -> ByteSize.of(part)
                        + all.map(whole -> " of " + ByteSize.of(whole)).orElse(""))
                .orElse(null);
    }

    private static String printable(String text) {
        return Table.printable(text);
    }
}
