package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Kind;
import org.overtap.record.query.FlowView;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.query.filter.Protocols;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Looks for scans. As Zeek's scan detection does, it counts the different hosts (at one port) and ports (of one host)
 * that a source tried in vain; as Jung, Paxson, Berger and Balakrishnan do (Fast Portscan Detection Using Sequential
 * Hypothesis Testing, 2004), it takes no source for a scanner whose tries mostly succeed.
 */
final class ScanSearch implements ViewBuilder {
    static final Threshold HOSTS =
            new Threshold("hosts", 20, 2, 1e9, "different hosts tried in vain at one port, at least");
    static final Threshold PORTS =
            new Threshold("ports", 15, 2, 65535, "different ports of one host tried in vain, at least");
    static final Threshold PACKETS = new Threshold("packets", 8, 1, 1e9, "packets each way of a try, at most");
    static final Threshold VAIN = new Threshold(
            "vain", 0.5, 0, 1, "of all the hosts or ports that it talked to so, the part tried in vain, at least");
    static final List<Threshold> THRESHOLDS = List.of(HOSTS, PORTS, PACKETS, VAIN);

    private final PatternSettings settings;
    private final SeenAddresses addresses = new SeenAddresses();
    private final SeenSegments segments = new SeenSegments();
    private final Connections connections = new Connections(addresses, segments);
    private boolean sampled;

    ScanSearch(PatternSettings settings) {
        this.settings = settings;
    }

    @Override
    public Set<Column> columns() {
        return FlowPattern.columns(Column.SRC_PORT, Column.TCP_FLAGS, Column.SAMPLING);
    }

    @Override
    public boolean places() {
        return false;
    }

    @Override
    public void add(FlowRow row) {
        connections.add(row);
        sampled |= row.has(Column.SAMPLING) && row.number(Column.SAMPLING) > 1;
    }

    @Override
    public FlowView view() {
        ScanTargets targets = new ScanTargets(connections, addresses, settings);
        List<Scan> scans = targets.scans();
        scans.sort(Comparator.comparingLong(Scan::targets)
                .thenComparingLong(scan -> scan.tries)
                .reversed()
                .thenComparingLong(scan -> scan.first)
                .thenComparingInt(scan -> scan.source));
        List<String> notes = new ArrayList<>();
        if (targets.hosts() < settings.of(HOSTS)) {
            notes.add(String.format(
                    Locale.ROOT,
                    "these flows go to %d different hosts, so none can have tried %s: ask with --threshold hosts=N",
                    targets.hosts(),
                    Threshold.shown(settings.of(HOSTS))));
        }
        boolean oneSided = targets.tcp() > 0 && targets.tcpAnswered() == 0;
        if (oneSided) {
            notes.add("no TCP connection is seen in both directions: which tries were answered cannot be told");
        }
        if (sampled) {
            notes.add("probes left packets out (sampling): what looks unanswered may have been answered");
        }
        List<Scan> told = settings.first(scans);
        FindingTable<Scan> table = table();
        return new FlowFindings(
                FlowPattern.SCANS.word(),
                headline(scans, targets.sources()),
                settings.measures(THRESHOLDS),
                table.fields(),
                table.rows(told),
                scans.size(),
                targets.sources(),
                connections.count() > 0 && !oneSided && !sampled,
                notes);
    }

    private static String headline(List<Scan> scans, long sources) {
        long scanners = scans.stream().mapToInt(scan -> scan.source).distinct().count();
        return scans.isEmpty()
                ? "no scan, of " + sources + " that began to talk"
                : scans.size() + (scans.size() == 1 ? " scan" : " scans") + ", by " + scanners + " of " + sources
                        + " that began to talk";
    }

    private FindingTable<Scan> table() {
        return new FindingTable<Scan>()
                .with("kind", "scan", Kind.TEXT, scan -> scan.shape.name().toLowerCase(Locale.ROOT))
                .with("src", "source", Kind.TEXT, scan -> addresses.text(scan.source))
                .with("src_node", "node", Kind.TEXT, scan -> addresses.node(scan.source))
                .shown("tried", this::tried)
                .with("dst", Kind.TEXT, scan -> scan.hosts() == 1 ? addresses.text(scan.host()) : null)
                .with("dst_node", Kind.TEXT, scan -> scan.hosts() == 1 ? addresses.node(scan.host()) : null)
                .with("protocol", Kind.PROTOCOL, scan -> scan.protocol)
                .with("dst_port", Kind.COUNT, scan -> scan.ports() == 1 && scan.port() > 0 ? scan.port() : null)
                .with("hosts", "hosts", Kind.COUNT, Scan::hosts)
                .with("ports", "ports", Kind.COUNT, Scan::ports)
                .with("tries", "tries", Kind.COUNT, scan -> scan.tries)
                .with("unanswered", "unanswered", Kind.COUNT, scan -> scan.unanswered)
                .with("not_in_vain", Kind.COUNT, scan -> scan.others)
                .with("first", "first (UTC)", Kind.TIME, scan -> scan.first == Long.MAX_VALUE ? null : scan.first)
                .with("last", Kind.TIME, scan -> scan.last == Long.MIN_VALUE ? null : scan.last)
                .with(
                        "seconds",
                        "seconds",
                        Kind.DECIMAL,
                        scan -> scan.last < scan.first ? null : (scan.last - scan.first) / 1e6)
                .with("segments", "segments", Kind.TEXTS, scan -> segments.names(scan.segments));
    }

    private Object tried(Scan scan) {
        String protocol = Protocols.name(scan.protocol);
        return switch (scan.shape) {
            case HORIZONTAL -> scan.port() > 0 ? protocol + " port " + scan.port() : protocol;
            case VERTICAL -> protocol + " of " + addresses.text(scan.host()).orElse("-");
            case BLOCK -> protocol;
        };
    }
}
