package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Kind;
import org.overtap.record.query.FlowView;
import org.overtap.record.query.GroupSums;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Looks for heavy hitters: the fewest pairs that make half of the bytes, if each has many times what the others have; and
 * for single flows whose rate stands out (the cheetahs of Lan and Heidemann 2006, the elephants of Estan and Varghese
 * 2002 where they have a share of all bytes).
 */
final class HeavySearch implements ViewBuilder {
    static final Threshold PART =
            new Threshold("part", 0.5, 0.01, 1, "the part of all bytes that the fewest pairs are to make");
    static final Threshold TIMES = new Threshold(
            "times",
            4,
            1,
            1e9,
            "how many times as much as the mean of the others a heavy pair has, at least; and as the median a fast flow's rate");
    static final Threshold SHARE =
            new Threshold("share", 0.01, 0.0001, 1, "the part of all bytes that a fast flow has, at least");
    static final Threshold SCORE = new Threshold(
            "score",
            3.5,
            0,
            1e6,
            "robust standard deviations from the median of rates (logarithms) to a fast flow's, at least");
    static final List<Threshold> THRESHOLDS = List.of(PART, TIMES, SHARE, SCORE);

    /** With fewer flows that have a rate, none can be told to stand out. */
    private static final int FEWEST_RATES = 20;

    /** Shorter flows have no rate: times are told in milliseconds. */
    private static final long SHORTEST_MICROS = 100_000;

    private static final double MICROS = 1e6;
    private static final int BITS = 8;

    private final PatternSettings settings;
    private final SeenAddresses addresses = new SeenAddresses();
    private final SeenSegments segments = new SeenSegments();
    private final AddressPairs pairs = new AddressPairs();
    private final GroupSums there = new GroupSums();
    private final GroupSums back = new GroupSums();
    private final GroupSums all = new GroupSums();
    private final LongColumn places = new LongColumn(0);
    private final RateScale rates = new RateScale();
    private final int mostFast;
    private final PriorityQueue<HeavyHitter> largest =
            new PriorityQueue<>(Comparator.comparingLong(HeavyHitter::bytes));

    HeavySearch(PatternSettings settings) {
        this.settings = settings;
        this.mostFast = (int) Math.ceil(1 / settings.of(SHARE)) + 1;
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
        int from = addresses.source(row);
        int to = addresses.destination(row);
        int pair = pairs.of(from, to);
        (from > to ? back : there).add(pair, row);
        all.add(0, row);
        long segment = segments.of(row);
        places.or(pair, segment);
        if (row.has(Column.FIRST)
                && row.has(Column.LAST)
                && row.number(Column.LAST) - row.number(Column.FIRST) >= SHORTEST_MICROS
                && row.number(Column.BYTES) > 0) {
            HeavyHitter flow = HeavyHitter.flow(row, from, to, segment);
            rates.add(flow.bitsPerSecond());
            keep(flow);
        }
    }

    /** What has a share of all bytes is among the first ones by bytes. */
    private void keep(HeavyHitter flow) {
        if (largest.size() < mostFast) {
            largest.add(flow);
        } else if (flow.bytes() > largest.peek().bytes()) {
            largest.poll();
            largest.add(flow);
        }
    }

    @Override
    public FlowView view() {
        List<HeavyHitter> fewest = fewest();
        List<HeavyHitter> heavy = heavy(fewest);
        List<HeavyHitter> fast = fast();
        List<HeavyHitter> found = new ArrayList<>(heavy);
        found.addAll(fast);
        FindingTable<HeavyHitter> table = table();
        String percent = Threshold.shown(settings.of(PART) * 100) + " %";
        String set =
                "it takes " + fewest.size() + " of " + pairs.count() + " pairs to make " + percent + " of the bytes";
        return new FlowFindings(
                FlowPattern.HEAVY.word(),
                (heavy.isEmpty()
                                ? "no heavy pairs"
                                : heavy.size() + (heavy.size() == 1 ? " heavy pair" : " heavy pairs"))
                        + (fast.isEmpty() ? "" : ", " + fast.size() + (fast.size() == 1 ? " fast flow" : " fast flows"))
                        + "; " + set,
                settings.measures(THRESHOLDS),
                table.fields(),
                table.rows(settings.first(found)),
                found.size(),
                pairs.count(),
                pairs.count() > 1,
                notes());
    }

    private long total() {
        return all.of(0).bytes();
    }

    /** The fewest pairs that make the part that is wanted. */
    private List<HeavyHitter> fewest() {
        long[] bytes = new long[pairs.count()];
        Integer[] order = new Integer[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            order[i] = i;
            bytes[i] = there.of(i).bytes() + back.of(i).bytes();
        }
        java.util.Arrays.sort(
                order, Comparator.<Integer>comparingLong(pair -> bytes[pair]).reversed());
        List<HeavyHitter> fewest = new ArrayList<>();
        double sum = 0;
        for (int pair : order) {
            if (sum >= settings.of(PART) * total()) {
                break;
            }
            sum += bytes[pair];
            fewest.add(pair(pair, sum));
        }
        return fewest;
    }

    private HeavyHitter pair(int pair, double sum) {
        int low = pairs.lower(pair);
        int high = pairs.upper(pair);
        FlowCounts one = there.of(pair);
        FlowCounts two = back.of(pair);
        boolean turned = two.bytes() > one.bytes();
        return HeavyHitter.pair(
                turned ? high : low,
                turned ? low : high,
                turned ? two : one,
                turned ? one : two,
                sum / total(),
                places.get(pair));
    }

    /** Those of them that have many times what pairs beside them have. */
    private List<HeavyHitter> heavy(List<HeavyHitter> fewest) {
        long others = pairs.count() - fewest.size();
        double made = fewest.stream().mapToDouble(HeavyHitter::allBytes).sum();
        double mean = others == 0 ? 0 : Math.max(1, (total() - made) / others);
        return fewest.stream()
                .filter(pair -> others > 0 && pair.allBytes() >= settings.of(TIMES) * mean)
                .map(pair -> pair.against(pair.allBytes() / mean, pair.allBytes() / (double) total()))
                .toList();
    }

    private List<HeavyHitter> fast() {
        if (rates.count() < FEWEST_RATES) {
            return List.of();
        }
        double median = rates.median();
        return largest.stream()
                .filter(flow -> flow.bytes() >= settings.of(SHARE) * total()
                        && flow.bitsPerSecond() >= settings.of(TIMES) * median
                        && rates.score(flow.bitsPerSecond()) >= settings.of(SCORE))
                .map(flow -> flow.against(flow.bitsPerSecond() / median, flow.bytes() / (double) total()))
                .sorted(Comparator.comparingDouble(HeavyHitter::bitsPerSecond).reversed())
                .toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (pairs.count() < 2) {
            notes.add("these flows are of " + (pairs.count() == 0 ? "nobody" : "one pair")
                    + ": there is nothing to compare with, so nothing can be said");
        }
        if (rates.count() < FEWEST_RATES) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%d flows took 0.1 s or longer: with fewer than %d nothing can be said of outstanding rates",
                    rates.count(),
                    FEWEST_RATES));
        }
        return notes;
    }

    private FindingTable<HeavyHitter> table() {
        return new FindingTable<HeavyHitter>()
                .with("kind", "heavy", Kind.TEXT, HeavyHitter::kind)
                .with("src", Kind.TEXT, hitter -> addresses.text(hitter.source()))
                .with("src_node", Kind.TEXT, hitter -> addresses.node(hitter.source()))
                .with("src_port", Kind.COUNT, hitter -> hitter.port(hitter.sourcePort()))
                .with("dst", Kind.TEXT, hitter -> addresses.text(hitter.destination()))
                .with("dst_node", Kind.TEXT, hitter -> addresses.node(hitter.destination()))
                .with("dst_port", Kind.COUNT, hitter -> hitter.port(hitter.destinationPort()))
                .with("protocol", Kind.PROTOCOL, hitter -> hitter.port(hitter.protocol()))
                .shown("source", hitter -> hitter.end(addresses, true))
                .shown("destination", hitter -> hitter.end(addresses, false))
                .with("bytes", "bytes", Kind.COUNT, HeavyHitter::bytes)
                .with("bytes_back", "back", Kind.COUNT, hitter -> hitter.back().bytes())
                .with("packets", Kind.COUNT, hitter -> hitter.counts().packets())
                .with(
                        "flows",
                        Kind.COUNT,
                        hitter -> hitter.counts().flows() + hitter.back().flows())
                .with("share", "share %", Kind.SHARE, HeavyHitter::share)
                .with("cumulative", "together %", Kind.SHARE, hitter -> hitter.isPair() ? hitter.cumulative() : null)
                .with("times", "times", Kind.DECIMAL, HeavyHitter::times)
                .with("bits_per_second", "bps", Kind.COUNT, hitter -> hitter.rate())
                .with(
                        "first",
                        Kind.TIME,
                        hitter -> HeavyHitter.told(hitter.span().first()))
                .with(
                        "last",
                        Kind.TIME,
                        hitter -> HeavyHitter.told(hitter.span().last()))
                .with("seconds", Kind.DECIMAL, hitter -> hitter.span().seconds())
                .with("segments", "segments", Kind.TEXTS, hitter -> segments.names(hitter.segments()));
    }

    static double rate(FlowRow row) {
        return row.number(Column.BYTES) * BITS * MICROS / (row.number(Column.LAST) - row.number(Column.FIRST));
    }
}
