package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Kind;
import org.overtap.record.query.FlowView;
import org.overtap.record.query.GroupSums;
import org.overtap.record.query.KeyNumbers;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Looks for beacons: one address that talks to one port of another at regular intervals ({@link Rhythm}). Whether that is
 * a clock that is set, a monitor or something that calls home, intervals do not tell.
 */
final class BeaconSearch implements ViewBuilder {
    static final Threshold BEATS = new Threshold("beats", 10, 4, 1e9, "beats of a beacon, at least");
    static final Threshold JITTER = new Threshold(
            "jitter", 0.2, 0, 0.28, "how far gaps are from multiples of the period, as a part of it, at most");
    static final Threshold MISSED =
            new Threshold("missed", 0.2, 0, 1, "the part of its beats that failed to come, at most");
    static final Threshold CHANCE = new Threshold(
            "chance",
            1e-6,
            0,
            1,
            "how likely gaps without a period would be as regular, at most: few beats must be exact");
    static final Threshold PERIOD = new Threshold("period", 0.2, 0, 1e9, "seconds from beat to beat, at least");
    static final List<Threshold> THRESHOLDS = List.of(BEATS, JITTER, MISSED, CHANCE, PERIOD);

    private static final long NONE = -1;
    private static final long SEVERAL = -2;
    private static final long UNSEEN = -3;
    private static final double MICROS = 1e6;

    private final PatternSettings settings;
    private final SeenAddresses addresses = new SeenAddresses();
    private final SeenSegments segments = new SeenSegments();
    private final KeyNumbers keys = new KeyNumbers(2, Connections.MOST, "pairs and ports", "");
    private final GroupSums sums = new GroupSums();
    private final Occurrences occurrences;
    private final LongColumn places = new LongColumn(0);
    private final LongColumn sourcePorts = new LongColumn(UNSEEN);
    private long timeless;

    BeaconSearch(PatternSettings settings) {
        this(settings, Occurrences.MOST);
    }

    BeaconSearch(PatternSettings settings, int mostFlows) {
        this.settings = settings;
        this.occurrences = new Occurrences(mostFlows);
    }

    @Override
    public Set<Column> columns() {
        return FlowPattern.columns(Column.SRC_PORT);
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
        long protocol = row.has(Column.PROTOCOL) ? row.number(Column.PROTOCOL) : 0;
        int key = keys.of(
                AddressPairs.key(addresses.source(row), addresses.destination(row)),
                protocol << 32 | port(row, Column.DST_PORT) + 1);
        occurrences.add(key, row.number(Column.FIRST));
        sums.add(key, row);
        places.or(key, segments.of(row));
        long from = port(row, Column.SRC_PORT);
        long before = sourcePorts.get(key);
        sourcePorts.set(key, before == UNSEEN || before == from ? from : SEVERAL);
    }

    private static long port(FlowRow row, Column column) {
        return row.has(column) ? row.number(column) & 0xffff : NONE;
    }

    @Override
    public FlowView view() {
        long often = 0;
        long busy = 0;
        long most = 0;
        List<Beacon> beacons = new ArrayList<>();
        for (int key = 0; key < keys.count(); key++) {
            long count = occurrences.count(key);
            most = Math.max(most, count);
            busy += occurrences.isTooBusy(key) ? 1 : 0;
            if (count >= settings.of(BEATS)) {
                often++;
                beacon(key).ifPresent(beacons::add);
            }
        }
        List<Beacon> found = withoutAnswers(beacons);
        found.sort(Comparator.<Beacon>comparingDouble(beacon -> beacon.rhythm().chance())
                .thenComparingInt(beacon -> -beacon.rhythm().beats())
                .thenComparingDouble(beacon -> beacon.rhythm().jitter()));
        FindingTable<Beacon> table = table();
        return new FlowFindings(
                FlowPattern.BEACONS.word(),
                (found.isEmpty() ? "no beacon" : found.size() + (found.size() == 1 ? " beacon" : " beacons")) + ", of "
                        + often
                        + (often == 1 ? " pair and port" : " pairs and ports") + " with "
                        + Threshold.shown(settings.of(BEATS))
                        + " flows or more",
                settings.measures(THRESHOLDS),
                table.fields(),
                table.rows(settings.first(found)),
                found.size(),
                often,
                often > 0,
                notes(often, busy, most));
    }

    private Optional<Beacon> beacon(int key) {
        if (occurrences.isTooBusy(key)) {
            return Optional.empty();
        }
        return Rhythm.of(occurrences.of(key)).stream()
                .filter(this::isRegular)
                .findFirst()
                .map(rhythm -> new Beacon(
                        AddressPairs.one(keys.part(key, 0)),
                        AddressPairs.other(keys.part(key, 0)),
                        keys.part(key, 1) >>> 32,
                        (keys.part(key, 1) & 0xffff_ffffL) - 1,
                        sourcePorts.get(key),
                        rhythm,
                        sums.of(key),
                        places.get(key)));
    }

    private boolean isRegular(Rhythm rhythm) {
        long gaps = rhythm.beats() - 1L;
        return rhythm.beats() >= settings.of(BEATS)
                && rhythm.periodMicros() >= settings.of(PERIOD) * MICROS
                && rhythm.jitter() <= settings.of(JITTER)
                && rhythm.missed() <= settings.of(MISSED) * (rhythm.beats() + rhythm.missed())
                && rhythm.pauses() <= settings.of(MISSED) * gaps
                && rhythm.chance() <= settings.of(CHANCE);
    }

    /** What comes back from a beacon's one port is as regular as the beacon, and is not another one. */
    private static List<Beacon> withoutAnswers(List<Beacon> beacons) {
        java.util.Map<List<Object>, Beacon> fixed = new java.util.HashMap<>();
        for (Beacon beacon : beacons) {
            fixed.put(
                    List.of(
                            beacon.source(),
                            beacon.destination(),
                            beacon.protocol(),
                            beacon.sourcePort(),
                            beacon.port()),
                    beacon);
        }
        List<Beacon> kept = new ArrayList<>();
        for (Beacon beacon : beacons) {
            Beacon asked = fixed.get(List.of(
                    beacon.destination(), beacon.source(), beacon.protocol(), beacon.port(), beacon.sourcePort()));
            if (asked == null || asked == beacon || !beacon.answers(asked)) {
                kept.add(beacon);
            }
        }
        return kept;
    }

    private List<String> notes(long often, long busy, long most) {
        List<String> notes = new ArrayList<>();
        if (often == 0) {
            notes.add("nobody talked to the same port so often: " + (most == 1 ? "once" : most + " times")
                    + " at most. Of whether somebody keeps time nothing can be said; measure longer, or ask with"
                    + " --threshold beats=N");
        }
        if (busy > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d with more than %,d flows were not looked at: take a part of the time with --run or --filter",
                    busy,
                    Occurrences.MOST_EACH));
        }
        if (timeless > 0) {
            notes.add(timeless + " flows of which no time is known were not looked at");
        }
        return notes;
    }

    private FindingTable<Beacon> table() {
        return new FindingTable<Beacon>()
                .with("src", "source", Kind.TEXT, beacon -> addresses.text(beacon.source()))
                .with("src_node", "node", Kind.TEXT, beacon -> addresses.node(beacon.source()))
                .with("dst", "destination", Kind.TEXT, beacon -> addresses.text(beacon.destination()))
                .with("dst_node", "node", Kind.TEXT, beacon -> addresses.node(beacon.destination()))
                .with("protocol", "proto", Kind.PROTOCOL, Beacon::protocol)
                .with("dst_port", "port", Kind.COUNT, beacon -> beacon.port() < 0 ? null : beacon.port())
                .with("src_port", Kind.COUNT, beacon -> beacon.sourcePort() < 0 ? null : beacon.sourcePort())
                .with(
                        "period",
                        "every s",
                        Kind.DECIMAL,
                        beacon -> beacon.rhythm().periodMicros() / MICROS)
                .with("beats", "beats", Kind.COUNT, beacon ->
                        (long) beacon.rhythm().beats())
                .with("missed", "missed", Kind.COUNT, beacon -> beacon.rhythm().missed())
                .with("pauses", Kind.COUNT, beacon -> beacon.rhythm().pauses())
                .with("jitter", "jitter %", Kind.SHARE, beacon -> beacon.rhythm()
                        .jitter())
                .with("mad", Kind.SHARE, beacon -> beacon.rhythm().mad())
                .with("skew", Kind.DECIMAL, beacon -> beacon.rhythm().skew())
                .with("chance", Kind.DECIMAL, beacon -> beacon.rhythm().chance())
                .with("flows", Kind.COUNT, beacon -> beacon.counts().flows())
                .with("packets", Kind.COUNT, beacon -> beacon.counts().packets())
                .with("bytes", "bytes", Kind.COUNT, beacon -> beacon.counts().bytes())
                .with(
                        "first",
                        "first (UTC)",
                        Kind.TIME,
                        beacon -> told(beacon.counts().first()))
                .with("last", Kind.TIME, beacon -> told(beacon.counts().last()))
                .with("segments", "segments", Kind.TEXTS, beacon -> segments.names(beacon.segments()));
    }

    private static Object told(java.util.OptionalLong time) {
        return time.isPresent() ? time.getAsLong() : null;
    }
}
