package org.overtap.cli.option.question;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.cli.option.UsageException;

/** Lengths of time as they are typed: 10s, 500ms, 5m, 1.5h, 2d; a number alone is seconds. */
public final class TimeSpans {
    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]{1,6})?)(us|ms|s|m|h|d)?");
    private static final Map<String, Long> MICROS = Map.of(
            "us", 1L,
            "ms", 1_000L,
            "s", 1_000_000L,
            "m", 60_000_000L,
            "h", 3_600_000_000L,
            "d", 86_400_000_000L);

    /** Some 146 years: also in nanoseconds it is a number that a long holds. */
    private static final double LONGEST_MICROS = Long.MAX_VALUE / 2e3;

    private TimeSpans() {}

    /** Whether it is one. */
    public static boolean isOne(String text) {
        return TIME.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * How long that is.
     *
     * @param option what it was given to, for the sentence that says that it is none
     */
    public static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(option + " is a time, as 10s, 500ms, 5m or 1h; not " + text);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double micros = Double.parseDouble(matcher.group(1)) * MICROS.get(unit);
        if (micros > LONGEST_MICROS) {
            throw new UsageException(option + " is longer than any measurement: " + text);
        }
        return Duration.of(Math.round(micros), ChronoUnit.MICROS);
    }
}
