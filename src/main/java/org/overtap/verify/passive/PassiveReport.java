package org.overtap.verify.passive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What a passive check found.
 *
 * @param from when it began to count
 * @param seconds for how long
 * @param interfaces each interface that is measured
 * @param unread why something that is stored could not be read, a sentence each
 */
public record PassiveReport(Instant from, double seconds, List<InterfaceComparison> interfaces, List<String> unread) {
    public static final String SCHEMA = "overtap/verify-passive/1";

    public PassiveReport {
        interfaces = List.copyOf(interfaces);
        unread = List.copyOf(unread);
    }

    /** On how many interfaces nothing was judged: nothing passed there, or what keeps them from being compared. */
    @JsonProperty("notJudged")
    public long notJudged() {
        return interfaces.stream().filter(one -> !one.judged()).count();
    }

    /** Whether every interface was compared, something passed there, and none differs. */
    @JsonIgnore
    public boolean holds() {
        return interfaces.stream().allMatch(one -> one.verdict() == InterfaceComparison.Outcome.WITHIN);
    }
}
