package org.overtap.record.once;

import java.util.List;
import java.util.Optional;
import org.overtap.record.Measurement.Mark;

/** To which run something belongs: the first mark that has its time. */
final class Runs {
    private static final String NONE = "unmarked";

    private final List<Mark> marks;
    private final Optional<String> wanted;

    Runs(List<Mark> marks, Optional<String> wanted) {
        this.marks = marks;
        this.wanted = wanted;
    }

    /** The run's name; what has no time belongs to none. */
    String of(long time) {
        for (Mark mark : time == Micros.NONE ? List.<Mark>of() : marks) {
            boolean begun = time >= Micros.of(mark.start());
            if (begun && (mark.stop().isEmpty() || time < Micros.of(mark.stop().get()))) {
                return mark.name();
            }
        }
        return NONE;
    }

    boolean wants(String run) {
        return wanted.isEmpty() || wanted.get().equals(run);
    }
}
