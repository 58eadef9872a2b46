package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * How it is seen within seconds that a probe's records arrive.
 *
 * @param reset with a probe, after how many seconds the record of a TCP connection that was reset is on its way
 * @param log with a collector, a pattern (of {@code grep -E}) for the line of its log that tells of the first packet of
 *     an exporter, with places for who that is
 */
public record Arrival(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> reset,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> log) {
    public Arrival {
        reset = reset == null ? Optional.empty() : reset;
        log = log == null ? Optional.empty() : log;
    }

    /** The pattern for the exporter with that address and number, if there is one. */
    public Optional<String> pattern(String from, int engine) {
        return log.map(text ->
                Template.fill(text, Map.of("from", from.replace(".", "\\."), "engine", String.valueOf(engine))));
    }
}
