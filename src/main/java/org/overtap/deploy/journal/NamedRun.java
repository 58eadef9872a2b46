package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.overtap.topology.TopologyException;

/**
 * A time to which the user gave a name.
 *
 * @param name its name, which names folders too
 * @param start when it began
 * @param stop when it ended; absent while it goes on
 */
public record NamedRun(
        String name,
        Instant start,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> stop) {
    /** What belongs to no run is called so. */
    private static final String NONE = "unmarked";

    public NamedRun {
        if (name == null || start == null) {
            throw new TopologyException("a run needs a name and the time at which it begins");
        }
        stop = stop == null ? Optional.empty() : stop;
    }

    /** One that begins then; throws {@link TopologyException} if nothing can be called so. */
    static NamedRun begins(String name, Instant time) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || name.equals(NONE)) {
            throw new TopologyException("a run's name consists of at most 64 letters, digits, dots, dashes and"
                    + " underscores, begins with a letter or a digit and is not " + NONE + ": not '" + name + "'");
        }
        return new NamedRun(name, time, Optional.empty());
    }

    NamedRun ended(Instant time) {
        if (stop.isPresent()) {
            throw new TopologyException("run " + name + " is over, " + times());
        }
        if (time.isBefore(start)) {
            throw new TopologyException("run " + name + " began " + start + ", and the clock of this machine shows "
                    + time + ": it was set back; set it right first");
        }
        return new NamedRun(name, start, Optional.of(time));
    }

    void requireBefore(Instant time) {
        if (stop.filter(time::isBefore).isPresent()) {
            throw new TopologyException("run " + name + " ended " + stop.get()
                    + ", and the clock of this machine shows " + time + ": it was set back; set it right first");
        }
    }

    /** When it was, for people. */
    public String times() {
        return "from " + start + stop.map(end -> " to " + end).orElse(", and is not over");
    }
}
