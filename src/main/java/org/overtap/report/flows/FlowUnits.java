package org.overtap.report.flows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.table.Column;

/** Numbers and times as nfdump writes them: a million and more with a unit, in steps of a thousand. */
final class FlowUnits {
    private static final long MEGA = 1_000_000;
    private static final List<String> UNITS = List.of("M", "G", "T");
    private static final int STEP = 1000;

    private static final Map<Column, String> HEADS = Map.ofEntries(
            Map.entry(Column.SRC, "source"),
            Map.entry(Column.DST, "destination"),
            Map.entry(Column.SRC_PORT, "source port"),
            Map.entry(Column.DST_PORT, "destination port"),
            Map.entry(Column.PROTOCOL, "proto"),
            Map.entry(Column.SRC_NODE, "source"),
            Map.entry(Column.DST_NODE, "destination"),
            Map.entry(Column.SRC_MAC, "source"),
            Map.entry(Column.DST_MAC, "destination"));

    private FlowUnits() {}

    /** 999999, 1.0 M, 12.3 G. */
    static String count(long number) {
        if (number < MEGA) {
            return Long.toString(number);
        }
        double shown = (double) number / MEGA;
        int unit = 0;
        while (shown >= STEP && unit < UNITS.size() - 1) {
            shown /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", shown, UNITS.get(unit));
    }

    /** The part of a whole in percent, with one digit behind the point. */
    static String percent(long part, long whole) {
        return whole == 0 ? "0.0" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }

    /** A time that is a number of microseconds. */
    static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MEGA), Math.floorMod(micros, MEGA) * 1000);
    }

    /** As nfdump has it, in UTC: {@code 2026-11-28 13:24:00.123}. */
    static String shown(long micros, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .format(time(micros).atOffset(ZoneOffset.UTC));
    }

    /** What stands above a column of keys. */
    static String head(Column column) {
        return HEADS.getOrDefault(column, column.title());
    }

    /** What is said of an order. */
    static String first(FlowOrder order) {
        return order == FlowOrder.START ? "earliest first" : "most " + order.word() + " first";
    }

    /** An address with its port, as a URL has them: {@code 10.0.0.1:80}, {@code [fd00::1]:80}. */
    static String end(Optional<String> address, Optional<String> port) {
        String shown = address.orElse("-");
        return port.isEmpty() ? shown : (shown.indexOf(':') < 0 ? shown : "[" + shown + "]") + ":" + port.get();
    }
}
