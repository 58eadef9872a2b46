package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * How it is seen that a probe's records arrive, the first of them within seconds, by when the last has, and that some do not.
 *
 * @param reset with a probe, after how many seconds the record of a TCP connection that was reset is on its way
 * @param late with a probe, how many seconds what it saw last may stay with it where nothing follows, beyond its timeouts
 * @param log with a collector, a pattern (of {@code grep -E}) for the line of its log that tells of the first packet of
 *     an exporter, with places for who that is
 * @param lost with a collector, by the name of a form in which records come and whose sequence numbers count records, a
 *     pattern (of {@code sed -E}) for the lines of its log, to their ends, that tell which number it expected of an
 *     exporter and which came, a group each
 */
public record Arrival(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> reset,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> late,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> log,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> lost) {
    public Arrival {
        lost = lost == null ? Map.of() : Map.copyOf(lost);
        reset = reset == null ? Optional.empty() : reset;
        late = late == null ? Optional.empty() : late;
        log = log == null ? Optional.empty() : log;
    }

    /** The pattern for the exporter with that address and number, if there is one. */
    public Optional<String> pattern(String from, int engine) {
        return log.map(text -> filled(text, from, engine));
    }

    /** The pattern for what is lost of that exporter's records, which come in that form, if there is one. */
    public Optional<String> lost(String format, String from, int engine) {
        return Optional.ofNullable(lost.get(format)).map(text -> filled(text, from, engine));
    }

    private static String filled(String text, String from, int engine) {
        int flipped = (engine & 0xff) << 8 | engine >>> 8 & 0xff;
        return Template.fill(
                text,
                Map.of(
                        "from",
                        from.replace(".", "\\."),
                        "engine",
                        String.valueOf(engine),
                        "flipped",
                        String.valueOf(flipped)));
    }
}
