package org.overtap.verify.evidence;

import java.util.Optional;
import org.overtap.instrument.Counter;

/**
 * What is known of a probe.
 *
 * @param id which one
 * @param collector the node that its records go to; absent where they stay on its own
 * @param before its condition at the beginning
 * @param condition its condition at the end
 * @param note what its log ends with where it does not run, or why its node cannot be entered
 * @param counters what it told of itself at both times
 * @param stored what is stored of it in the form that was planned
 * @param canaries how many records of canaries are stored of it, in that form
 */
public record ProbeEvidence(
        ProbeId id,
        Optional<String> collector,
        Condition before,
        Condition condition,
        String note,
        CounterWindow counters,
        ExporterWindow stored,
        long canaries) {
    /** Whether it told twice of itself and had counted nothing in between. */
    public boolean still() {
        return counters.since(Counter.RECEIVED).filter(n -> n == 0).isPresent();
    }

    /**
     * How many records are stored since the beginning that cannot be its own: it did not run all the time, or it counted
     * no packet and yet has records of what was sent since. What it counted before may come since, too.
     */
    public long impossible() {
        boolean stopped = condition == Condition.DEAD || condition == Condition.FROZEN;
        return stopped && before == condition ? Math.max(stored.since(), canaries) : still() ? canaries : 0;
    }

    /** Whether its records prove anything: it lives, and tells of having counted, if it tells. */
    public boolean trusted() {
        return condition == Condition.ALIVE && !still();
    }

    /** Whether nothing came from it since the beginning. */
    public boolean silent() {
        return canaries == 0 && stored.since() == 0;
    }
}
