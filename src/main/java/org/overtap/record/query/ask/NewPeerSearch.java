package org.overtap.record.query.ask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Kind;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.FlowView;
import org.overtap.record.query.GroupSums;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Looks for pairs of addresses that talk since some time and never did before, whichever ports they use. Unless told
 * otherwise that time is when the last run began, else the middle of the measurement.
 */
final class NewPeerSearch implements ViewBuilder {
    private static final String UNMARKED = "unmarked";
    private static final long MILLION = 1_000_000;

    private final PatternSettings settings;
    private final SeenAddresses addresses = new SeenAddresses();
    private final SeenSegments segments = new SeenSegments();
    private final AddressPairs pairs = new AddressPairs();
    private final GroupSums sums = new GroupSums();
    private final LongColumn places = new LongColumn(0);
    private final LongColumn starts = new LongColumn(Long.MAX_VALUE);
    private final LongColumn opening = new LongColumn(0);
    private final GroupSums all = new GroupSums();
    private final Map<String, Long> runs = new LinkedHashMap<>();
    private long timeless;

    NewPeerSearch(PatternSettings settings) {
        this.settings = settings;
    }

    /** A pair that is new: who spoke first, to whom, and what was said both ways since. */
    private record Peers(
            long since, int source, int destination, long protocol, long port, FlowCounts counts, long segments) {}

    @Override
    public Set<Column> columns() {
        return FlowPattern.columns(Column.RUN);
    }

    @Override
    public boolean places() {
        return false;
    }

    @Override
    public void add(FlowRow row) {
        if (!row.has(Column.FIRST)) {
            timeless++;
            return;
        }
        long first = row.number(Column.FIRST);
        int from = addresses.source(row);
        int to = addresses.destination(row);
        int pair = pairs.of(from, to);
        sums.add(pair, row);
        all.add(0, row);
        places.or(pair, segments.of(row));
        long port = row.has(Column.DST_PORT) ? (row.number(Column.DST_PORT) & 0xffff) + 1 : 0;
        // What came at the same time as its answer went to the port that is a service's.
        if (first < starts.get(pair) || first == starts.get(pair) && port < (opening.get(pair) & 0xffff_ffffL)) {
            long protocol = row.has(Column.PROTOCOL) ? row.number(Column.PROTOCOL) : 0;
            starts.set(pair, first);
            opening.set(pair, (from > to ? 1L << 62 : 0) | protocol << 32 | port);
        }
        if (row.has(Column.RUN)) {
            runs.merge(row.text(Column.RUN), first, Math::min);
        }
    }

    @Override
    public FlowView view() {
        FindingTable<Peers> table = table();
        if (pairs.count() == 0) {
            return new FlowFindings(
                    FlowPattern.NEW_PEERS.word(),
                    "no new peers, of 0 pairs of addresses",
                    List.of(),
                    table.fields(),
                    List.of(),
                    0,
                    0,
                    false,
                    notes());
        }
        Cut cut = cut();
        List<Peers> peers = new ArrayList<>();
        long known = 0;
        for (int pair = 0; pair < pairs.count(); pair++) {
            if (starts.get(pair) < cut.micros) {
                known++;
            } else {
                peers.add(peers(cut.micros, pair));
            }
        }
        List<String> notes = notes();
        if (known == 0) {
            notes.add(0, "nothing was measured before that: of whether anybody is new nothing can be said");
            peers.clear();
        }
        peers.sort(Comparator.<Peers>comparingLong(peer -> peer.counts.first().orElse(0))
                .thenComparing(Comparator.<Peers>comparingLong(peer -> peer.counts.bytes())
                        .reversed())
                .thenComparingInt(Peers::source)
                .thenComparingInt(Peers::destination));
        String headline =
                (peers.isEmpty() ? "no new peers" : peers.size() + (peers.size() == 1 ? " new pair" : " new pairs"))
                        + " of " + pairs.count() + " pairs of addresses since " + cut.name;
        return new FlowFindings(
                FlowPattern.NEW_PEERS.word(),
                headline,
                List.of(),
                table.fields(),
                table.rows(settings.first(peers)),
                peers.size(),
                pairs.count(),
                known > 0,
                notes);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (timeless > 0) {
            notes.add(timeless + " flows of which no time is known were not looked at");
        }
        return notes;
    }

    private Peers peers(long since, int pair) {
        int low = pairs.lower(pair);
        int high = pairs.upper(pair);
        long how = opening.get(pair);
        boolean turned = how >>> 62 != 0;
        return new Peers(
                since,
                turned ? high : low,
                turned ? low : high,
                how >>> 32 & 0xff,
                (how & 0xffff_ffffL) - 1,
                sums.of(pair),
                places.get(pair));
    }

    /** From when on is new, and how that is said. */
    private record Cut(long micros, String name) {}

    private Cut cut() {
        FlowCounts whole = all.of(0);
        long first = whole.first().orElseThrow();
        long last = Math.max(first, whole.last().orElse(first));
        if (settings.since().isEmpty()) {
            return runs.entrySet().stream()
                    .filter(run -> !run.getKey().equals(UNMARKED) && run.getValue() > first)
                    .max(Map.Entry.comparingByValue())
                    .map(run -> inRun(run.getKey(), run.getValue()))
                    .orElseGet(() -> {
                        long middle = first + (last - first) / 2 + 1;
                        return new Cut(
                                middle, shown(middle) + ", the middle of the measurement (--since has another time)");
                    });
        }
        Since since = settings.since().get();
        if (since instanceof Since.Time time) {
            return new Cut(time.micros(), shown(time.micros()));
        }
        if (since instanceof Since.Last part) {
            return new Cut(last - part.micros(), shown(last - part.micros()));
        }
        String name = ((Since.Run) since).name();
        Long start = runs.get(name);
        if (start == null) {
            throw new FlowQueryException(
                    "no flow is of a run " + name + "; there are " + String.join(", ", runs.keySet())
                            + ". --since takes a run, a time (2026-11-28T12:00:00Z), or how long ago from the last flow (10m)");
        }
        return inRun(name, start);
    }

    private static Cut inRun(String name, long start) {
        return new Cut(start, shown(start) + ", when run " + name + " began");
    }

    private static String shown(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * 1000)
                .toString();
    }

    private FindingTable<Peers> table() {
        return new FindingTable<Peers>()
                .with("src", "source", Kind.TEXT, peer -> addresses.text(peer.source))
                .with("src_node", "node", Kind.TEXT, peer -> addresses.node(peer.source))
                .with("dst", "destination", Kind.TEXT, peer -> addresses.text(peer.destination))
                .with("dst_node", "node", Kind.TEXT, peer -> addresses.node(peer.destination))
                .with("protocol", "proto", Kind.PROTOCOL, Peers::protocol)
                .with("dst_port", "port", Kind.COUNT, peer -> peer.port < 0 ? null : peer.port)
                .with("first", "first (UTC)", Kind.TIME, peer -> peer.counts
                        .first()
                        .getAsLong())
                .with(
                        "last",
                        Kind.TIME,
                        peer -> peer.counts.last().isPresent()
                                ? peer.counts.last().getAsLong()
                                : null)
                .with("flows", "flows", Kind.COUNT, peer -> peer.counts.flows())
                .with("packets", "packets", Kind.COUNT, peer -> peer.counts.packets())
                .with("bytes", "bytes", Kind.COUNT, peer -> peer.counts.bytes())
                .with("segments", "segments", Kind.TEXTS, peer -> segments.names(peer.segments));
    }
}
