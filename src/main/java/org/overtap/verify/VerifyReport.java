package org.overtap.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;

/**
 * What a live check found. A counter that a tool does not tell is absent (null in JSON), never guessed.
 *
 * @param conversations how many conversations were tried
 * @param observed how many some probe stored in both directions
 * @param exactlyOnce how many, after the owner rule, count just what was sent
 * @param missing those whose owner stored nothing or half
 * @param inexact those whose owner stored other numbers
 * @param unanswered conversations of which nothing can be said, and why
 * @param duplicates records left over after the owner rule
 * @param datagramsLost gaps in the exporters' sequence numbers, as the collectors counted them
 * @param recordsLost records exported minus stored
 * @param probes counters of every probe
 */
public record VerifyReport(
        int conversations,
        int observed,
        int exactlyOnce,
        List<Verdict.Missing> missing,
        List<Verdict.Inexact> inexact,
        List<String> unanswered,
        int duplicates,
        Optional<Long> datagramsLost,
        Optional<Long> recordsLost,
        List<ProbeCounters> probes) {
    public static final String SCHEMA = "overtap/verify/1";

    /**
     * Counters of one probing process since it started.
     *
     * @param node the node
     * @param iface its interface
     * @param received packets captured
     * @param processed packets that reached its flow table
     * @param exported records sent
     * @param stored records that its collector has of it
     */
    public record ProbeCounters(
            String node,

            @com.fasterxml.jackson.annotation.JsonProperty("interface")
            String iface,

            Optional<Long> received,
            Optional<Long> processed,
            Optional<Long> exported,
            Optional<Long> stored) {}

    /** Whether all that was to be seen was seen, once, and nothing was lost on the way. */
    @JsonIgnore
    public boolean holds() {
        return missing.isEmpty()
                && inexact.isEmpty()
                && observed == conversations
                && duplicates == 0
                && datagramsLost.orElse(0L) == 0
                && recordsLost.orElse(0L) == 0;
    }
}
