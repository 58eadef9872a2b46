package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.overtap.topology.TopologyException;

/**
 * A time in which a daemon that was to run did not: a deploy found it so and started it again. What it would have
 * measured or stored then is lost.
 *
 * @param node where it was to run
 * @param name its name there
 * @param since when it was last known to live, by its node's clock (ISO 8601); absent where nothing tells
 * @param until when it ran again, by its node's clock; absent where it was not started again yet
 * @param why how it was found, a clause
 */
public record Outage(
        String node,
        String name,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> since,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> until,
        String why) {
    public Outage {
        if (node == null || name == null || why == null) {
            throw new TopologyException("an outage needs node, name and why");
        }
        since = since == null ? Optional.empty() : since;
        until = until == null ? Optional.empty() : until;
        since.ifPresent(Outage::requireTime);
        until.ifPresent(Outage::requireTime);
    }

    private static void requireTime(String text) {
        try {
            Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new TopologyException("an outage has times like 2026-01-31T12:00:00Z, not " + text);
        }
    }

    /** One that is not over. */
    public static Outage open(String node, String name, Optional<Instant> since, String why) {
        return new Outage(node, name, since.map(Instant::toString), Optional.empty(), why);
    }

    /** The same, ended then. */
    Outage endedAt(Instant time) {
        return new Outage(node, name, since, Optional.of(time.toString()), why);
    }

    /** Whether it is the same daemon's and both are not over. */
    boolean goesOnAs(Outage other) {
        return until.isEmpty() && other.until.isEmpty() && node.equals(other.node) && name.equals(other.name);
    }

    /** Whether both are of one daemon and one time, whatever is known of its end. */
    public boolean isSameAs(Outage other) {
        return node.equals(other.node) && name.equals(other.name) && since.equals(other.since);
    }

    /** When it was, for people. */
    public String times() {
        return since.map(time -> "from " + time).orElse("since a time that nothing tells")
                + until.map(time -> " to " + time).orElse(", and is not over");
    }
}
