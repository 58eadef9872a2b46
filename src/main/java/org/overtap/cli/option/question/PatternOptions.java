package org.overtap.cli.option.question;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.overtap.cli.option.HelpGroup;
import org.overtap.cli.option.UsageException;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.ask.FlowPattern;
import org.overtap.record.query.ask.PatternSettings;
import org.overtap.record.query.ask.Since;
import picocli.CommandLine.Option;

/** Which pattern is looked for, and by what it is told. */
@HelpGroup(HelpGroup.Heading.QUESTION)
public final class PatternOptions {
    @Option(
            names = "--ask",
            paramLabel = "PATTERN",
            description = "look for a pattern and its evidence: ${bundle:patterns}")
    private String ask;

    @Option(
            names = "--threshold",
            paramLabel = "NAME=N",
            description = "judge --ask by another measure, such as hosts=5; an answer names all that it was judged by;"
                    + " repeatable")
    private final Map<String, String> thresholds = new LinkedHashMap<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "new-peers: from when on, as a run's name, 2026-11-28T12:00:00Z, or 10m before the last flow"
                    + " (default: the last run, or half of the time)")
    private String since;

    /** Whether a pattern is asked for. */
    boolean isAsked() {
        if (ask == null && (!thresholds.isEmpty() || since != null)) {
            throw new UsageException((since != null ? "--since" : "--threshold")
                    + " belongs to --ask, which is not given: " + FlowPattern.words());
        }
        return ask != null;
    }

    /**
     * The question.
     *
     * @param limit how many findings are wanted, 0 is all
     */
    FlowQuestion question(int limit) {
        FlowPattern pattern = FlowPattern.of(ask)
                .orElseThrow(
                        () -> new UsageException("--ask " + ask + " is not known; known are " + FlowPattern.words()));
        Map<String, Double> numbers = new LinkedHashMap<>();
        thresholds.forEach((name, value) -> numbers.put(name, number(name, value)));
        PatternSettings settings =
                new PatternSettings(numbers, Optional.ofNullable(since).map(PatternOptions::since), limit);
        pattern.search(settings);
        return new FlowQuestion.Search(() -> pattern.search(settings));
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UsageException("--threshold " + name + " is a number; not " + value);
        }
    }

    private static Since since(String text) {
        if (TimeSpans.isOne(text)) {
            return new Since.Last(TimeSpans.time("--since", text).toNanos() / 1000);
        }
        try {
            return new Since.Time(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
        } catch (DateTimeException | ArithmeticException e) {
            return new Since.Run(text);
        }
    }
}
