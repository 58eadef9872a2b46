package org.overtap.record.dataset.csv;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times as a table of text tells them: {@code 2026-01-31T12:00:00.000000Z}. Their date is worked out once as long as it
 * stays.
 */
final class CsvTimes {
    /** The longest that one gets. */
    static final int LENGTH = 40;

    private static final long SECOND = 1_000_000;
    private static final long DAY = 24 * 3600 * SECOND;

    private long day = Long.MIN_VALUE;
    private byte[] date = {};

    /** The time in microseconds since 1970. */
    static long micros(String text) {
        Instant time = Instant.parse(text);
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano() / 1000);
    }

    /**
     * Writes it into a line.
     *
     * @return where the line goes on
     */
    int put(long micros, byte[] line, int from) {
        long its = Math.floorDiv(micros, DAY);
        if (its != day) {
            day = its;
            String midnight = Instant.EPOCH.plus(its * 24, ChronoUnit.HOURS).toString();
            date = midnight.substring(0, midnight.indexOf('T') + 1).getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(date, 0, line, from, date.length);
        int at = from + date.length;
        long rest = Math.floorMod(micros, DAY);
        int seconds = (int) (rest / SECOND);
        at = digits(seconds / 3600, 2, line, at);
        line[at++] = ':';
        at = digits(seconds / 60 % 60, 2, line, at);
        line[at++] = ':';
        at = digits(seconds % 60, 2, line, at);
        line[at++] = '.';
        at = digits((int) (rest % SECOND), 6, line, at);
        line[at++] = 'Z';
        return at;
    }

    private static int digits(int value, int count, byte[] line, int from) {
        int rest = value;
        for (int at = from + count - 1; at >= from; at--) {
            line[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return from + count;
    }
}
