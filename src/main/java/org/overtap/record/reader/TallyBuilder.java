package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.overtap.record.Exporter;
import org.overtap.record.ReadTally;

/** Counts while a reader reads. Reasons beyond a bound are counted as one, so that odd input cannot fill the memory. */
final class TallyBuilder {
    private static final int MOST_REASONS = 100;
    private static final int EXAMPLE_CHARACTERS = 200;
    private static final String OTHER = "other reasons";

    /** Files have records of few exporters, and these are few in all. */
    private static final int MOST_SETS = 1 << 12;

    private final Map<String, ReadTally.Unread> unread = new LinkedHashMap<>();
    private long records;
    private long filtered;
    private OptionalLong gaps = OptionalLong.empty();
    private final Map<Set<Exporter>, Long> jumps = new LinkedHashMap<>();
    private boolean allToldOf = true;

    void record() {
        records++;
    }

    void filtered() {
        filtered++;
    }

    /** @param exporters of whom there are records where so many gaps are */
    void gaps(long more, Set<Exporter> exporters) {
        gaps = OptionalLong.of(gaps.orElse(0) + more);
        if (jumps.size() < MOST_SETS || jumps.containsKey(exporters)) {
            jumps.merge(Set.copyOf(exporters), more, Long::sum);
        } else {
            allToldOf = false;
        }
    }

    /** Of some records nothing tells whether there are gaps between them: it is not known of anybody then. */
    void gapsUntold() {
        allToldOf = false;
    }

    void unread(String reason, String example) {
        String why = unread.containsKey(reason) || unread.size() < MOST_REASONS ? reason : OTHER;
        String shown =
                example.length() > EXAMPLE_CHARACTERS ? example.substring(0, EXAMPLE_CHARACTERS) + "..." : example;
        unread.merge(
                why,
                new ReadTally.Unread(why, 1, shown),
                (old, more) -> new ReadTally.Unread(why, old.count() + 1, old.example()));
    }

    ReadTally build() {
        List<ReadTally.Unread> all = new ArrayList<>(unread.values());
        List<ReadTally.Jumps> jumped = new ArrayList<>();
        if (allToldOf) {
            jumps.forEach((exporters, count) -> jumped.add(new ReadTally.Jumps(exporters, count)));
        }
        return new ReadTally(records, filtered, all, gaps, jumped);
    }
}
