package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.overtap.record.ReadTally;

/** Counts while a reader reads. Reasons beyond a bound are counted as one, so that odd input cannot fill the memory. */
final class TallyBuilder {
    private static final int MOST_REASONS = 100;
    private static final int EXAMPLE_CHARACTERS = 200;
    private static final String OTHER = "other reasons";

    private final Map<String, ReadTally.Unread> unread = new LinkedHashMap<>();
    private long records;
    private long filtered;
    private OptionalLong gaps = OptionalLong.empty();

    void record() {
        records++;
    }

    void filtered() {
        filtered++;
    }

    void gaps(long more) {
        gaps = OptionalLong.of(gaps.orElse(0) + more);
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
        return new ReadTally(records, filtered, all, gaps);
    }
}
