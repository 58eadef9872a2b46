package org.overtap.record.query.ask;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.table.Column;

/** The table of patterns that can be asked for. */
public enum FlowPattern {
    SCANS("scans", "who tries many hosts or many ports in vain", ScanSearch.THRESHOLDS, false, ScanSearch::new),
    BEACONS("beacons", "who talks to whom at regular intervals", BeaconSearch.THRESHOLDS, false, BeaconSearch::new),
    NEW_PEERS("new-peers", "who talks to whom that never did before", List.of(), true, NewPeerSearch::new),
    HEAVY("heavy", "which few pairs and flows make most of it", HeavySearch.THRESHOLDS, false, HeavySearch::new);

    private final String word;
    private final String meaning;
    private final List<Threshold> thresholds;
    private final boolean takesSince;
    private final Function<PatternSettings, ViewBuilder> search;

    FlowPattern(
            String word,
            String meaning,
            List<Threshold> thresholds,
            boolean takesSince,
            Function<PatternSettings, ViewBuilder> search) {
        this.word = word;
        this.meaning = meaning;
        this.thresholds = thresholds;
        this.takesSince = takesSince;
        this.search = search;
    }

    /** What each search looks at of a flow, and those columns besides. */
    static Set<Column> columns(Column... besides) {
        Set<Column> all = EnumSet.of(
                Column.SRC,
                Column.DST,
                Column.SRC_NODE,
                Column.DST_NODE,
                Column.DST_PORT,
                Column.PROTOCOL,
                Column.PACKETS,
                Column.BYTES,
                Column.FIRST,
                Column.LAST,
                Column.SEGMENT);
        all.addAll(List.of(besides));
        return all;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** What it asks, for people. */
    public String meaning() {
        return meaning;
    }

    /** By what it judges. */
    public List<Threshold> thresholds() {
        return thresholds;
    }

    /** Whether it asks what changed since some time. */
    public boolean takesSince() {
        return takesSince;
    }

    /**
     * A search that takes rows.
     *
     * @throws FlowQueryException if a threshold is none of this pattern, or out of its bounds
     */
    public ViewBuilder search(PatternSettings settings) {
        settings.thresholds().forEach(this::check);
        if (settings.since().isPresent() && !takesSince) {
            throw new FlowQueryException("--since is a matter of "
                    + Arrays.stream(values())
                            .filter(FlowPattern::takesSince)
                            .map(pattern -> "--ask " + pattern.word)
                            .collect(Collectors.joining(" and "))
                    + "; --filter and --run take part of the flows");
        }
        return search.apply(settings);
    }

    private void check(String name, double value) {
        Threshold threshold = thresholds.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FlowQueryException("--ask " + word + " has no threshold " + name
                        + (thresholds.isEmpty()
                                ? "; it has none"
                                : "; it has "
                                        + thresholds.stream()
                                                .map(Threshold::toString)
                                                .collect(Collectors.joining("; ")))));
        if (!(value >= threshold.least() && value <= threshold.most())) {
            throw new FlowQueryException(
                    "--threshold " + name + " is a number from " + Threshold.shown(threshold.least()) + " to "
                            + Threshold.shown(threshold.most()) + ": " + threshold.meaning());
        }
    }

    /** The one of that name. */
    public static Optional<FlowPattern> of(String typed) {
        return Arrays.stream(values())
                .filter(pattern -> pattern.word.equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All names, for a sentence. */
    public static String words() {
        return Arrays.stream(values()).map(FlowPattern::word).collect(Collectors.joining(", "));
    }
}
