package org.overtap.record.once;

import java.util.List;
import java.util.Optional;
import org.overtap.record.Measurement.Mark;

/** To which run something belongs: the first mark that has its time. */
final class NamedRuns {
    private static final String NONE = "unmarked";

    private final String[] names;
    private final long[] starts;
    private final long[] stops;
    private final Optional<String> wanted;

    NamedRuns(List<Mark> marks, Optional<String> wanted) {
        this.names = marks.stream().map(Mark::name).toArray(String[]::new);
        this.starts = marks.stream().mapToLong(mark -> Micros.of(mark.start())).toArray();
        this.stops = marks.stream()
                .mapToLong(mark -> mark.stop().map(Micros::of).orElse(Long.MAX_VALUE))
                .toArray();
        this.wanted = wanted;
    }

    /** The run's name; what has no time belongs to none. */
    String of(long time) {
        for (int i = 0; i < names.length && time != Micros.NONE; i++) {
            if (time >= starts[i] && time < stops[i]) {
                return names[i];
            }
        }
        return NONE;
    }

    boolean wants(String run) {
        return wanted.isEmpty() || wanted.get().equals(run);
    }
}
