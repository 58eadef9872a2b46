package org.overtap.testbed.geni.rspec;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.overtap.topology.DiscoveryNote;

/**
 * When an experiment ends: nothing that is deployed outlives it.
 *
 * @param name the experiment's
 * @param at when
 * @param now what the time is
 * @param doubt why it may be otherwise, as the end of a clause; empty if it may not
 */
public record ExperimentEnd(String name, Instant at, Instant now, String doubt) {
    public ExperimentEnd {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is deployed now may well be wanted for so long. */
    private static final Duration SOON = Duration.ofHours(24);

    private static final Duration URGENT = Duration.ofHours(1);
    private static final String REMEDY = ": extend it on the portal, or collect before";

    /** What is to stand among what was found out. */
    public DiscoveryNote note() {
        return left().compareTo(SOON) > 0
                ? new DiscoveryNote(DiscoveryNote.Kind.INFERRED, name, "ends at " + at + doubt)
                : new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        name,
                        (left().isNegative() ? "should have ended at " : "ends at ") + at + doubt
                                + ", and what is deployed goes with it" + REMEDY);
    }

    /** What is to be said at once; empty if there is time. */
    public Optional<String> warning() {
        if (left().compareTo(URGENT) >= 0) {
            return Optional.empty();
        }
        String end = left().isNegative()
                ? " should have ended at " + at
                : " ends in " + left().toMinutes() + " minutes (" + at + ")";
        return Optional.of("warning: experiment " + name + end + doubt + REMEDY);
    }

    private Duration left() {
        return Duration.between(now, at);
    }
}
