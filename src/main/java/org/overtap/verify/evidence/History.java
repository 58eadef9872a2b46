package org.overtap.verify.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What was lost before a live check began. What a tool does not tell is absent (null in JSON), never guessed.
 *
 * @param since the beginning of what is known, as ISO 8601; absent where nothing is stored
 * @param until the beginning of the check, likewise
 * @param gaps how often the sequence numbers of datagrams jumped: some were lost, or a probe started anew
 * @param datagramsLost how many datagrams were lost between probes and collectors: 0 where no number jumped, else not
 *     known
 * @param recordsLost records exported and not stored
 * @param dropped packets that were lost before their probe counted them, since it started
 * @param outages when a daemon did not run
 */
public record History(
        Optional<String> since,
        String until,
        Optional<Long> gaps,
        Optional<Long> datagramsLost,
        Optional<Long> recordsLost,
        Optional<Long> dropped,
        List<Downtime> outages) {
    public History {
        outages = List.copyOf(outages);
    }

    /**
     * A time in which a daemon did not run.
     *
     * @param node its node
     * @param name its name within the deployment there
     * @param since when it was last known to run, or when it ended, as far as that is known
     * @param until when it ran again
     * @param seconds how long that was; absent where either end is not known
     * @param why what is known of the reason
     */
    public record Downtime(
            String node,
            String name,
            Optional<String> since,
            Optional<String> until,
            Optional<Long> seconds,
            String why) {}

    /** Whether nothing was lost, as far as is known. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean clean() {
        return gaps.orElse(0L) == 0 && recordsLost.orElse(0L) == 0 && dropped.orElse(0L) == 0 && outages.isEmpty();
    }
}
