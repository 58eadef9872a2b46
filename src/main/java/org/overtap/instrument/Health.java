package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an instrument's counters are had.
 *
 * @param counters those that it tells
 */
public record Health(Map<Counter, Reading> counters) {
    /** Nothing is told. */
    public static final Health NONE = new Health(Map.of());

    /**
     * How one counter is had: the last match in the log, after a signal if one makes it write there, or in what a
     * command prints that runs in its folder.
     *
     * @param signal the signal, if it takes one
     * @param command the command; empty for the log
     * @param find a pattern whose first group is the number
     */
    public record Reading(
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> signal,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> command,
            String find) {
        public Reading {
            signal = signal == null ? Optional.empty() : signal;
            command = command == null ? List.of() : List.copyOf(command);
        }

        private Reading filled(Map<String, String> values) {
            return new Reading(signal, Template.fill(command, values), find);
        }
    }

    @JsonCreator
    public Health {
        Map<Counter, Reading> sorted = new EnumMap<>(Counter.class);
        sorted.putAll(counters);
        counters = Collections.unmodifiableMap(sorted);
    }

    /** The counters, as they are written in a document. */
    @JsonValue
    public Map<Counter, Reading> counters() {
        return counters;
    }

    /** The same with values in the commands' places. */
    public Health filled(Map<String, String> values) {
        Map<Counter, Reading> all = new EnumMap<>(Counter.class);
        counters.forEach((counter, reading) -> all.put(counter, reading.filled(values)));
        return new Health(all);
    }

    /** The signal that must be sent before the log is read, if there is one. */
    public Optional<String> signal() {
        return counters.values().stream().flatMap(r -> r.signal().stream()).findFirst();
    }

    /** The commands to be run, each once. */
    public List<List<String>> commands() {
        return counters.values().stream()
                .map(Reading::command)
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The numbers.
     *
     * @param log the end of its log
     * @param printed what each of {@link #commands} printed, in their order
     * @return those that were found
     */
    public Map<Counter, Long> read(String log, List<String> printed) {
        Map<Counter, Long> numbers = new EnumMap<>(Counter.class);
        List<List<String>> commands = commands();
        counters.forEach((counter, reading) -> {
            int at = commands.indexOf(reading.command());
            String text = reading.command().isEmpty() ? log : at < printed.size() ? printed.get(at) : "";
            lastNumber(reading.find(), text).ifPresent(number -> numbers.put(counter, number));
        });
        return numbers;
    }

    private static Optional<Long> lastNumber(String pattern, String text) {
        Matcher numbers = Pattern.compile(pattern).matcher(text);
        Optional<Long> last = Optional.empty();
        while (numbers.find()) {
            String digits = numbers.group(1);
            last = digits != null && digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : last;
        }
        return last;
    }
}
