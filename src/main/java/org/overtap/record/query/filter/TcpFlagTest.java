package org.overtap.record.query.filter;

import java.util.Map;
import org.overtap.record.table.Column;

/**
 * What is asked of TCP flags: letters, or a number with or without a comparator. As nfdump has it, {@code flags SA} fits
 * what has both, {@code not flags SA} what has neither, and only TCP has flags.
 */
final class TcpFlagTest {
    private static final int TCP = 6;
    private static final int ALL = 0x3f;
    private static final Map<Character, Integer> LETTERS =
            Map.of('F', 1, 'S', 2, 'R', 4, 'P', 8, 'A', 16, 'U', 32, 'E', 64, 'C', 128, 'X', ALL);

    private TcpFlagTest() {}

    static FlowTest read(FilterParser from) {
        from.needs(Column.PROTOCOL, Column.TCP_FLAGS);
        String letters = from.peek().text().toUpperCase(java.util.Locale.ROOT);
        if (from.peek().isName() && letters.chars().allMatch(c -> LETTERS.containsKey((char) c))) {
            from.take();
            long mask = letters.chars().map(c -> LETTERS.get((char) c)).reduce(0, (a, b) -> a | b);
            return from.negated() ? flags(value -> (value & mask) != 0) : flags(value -> (value & mask) == mask);
        }
        if (from.peek().keyword().matches("[a-z].*") && !from.peek().keyword().matches("eq|[gl][te]")) {
            throw from.expected("TCP flags: letters of FSRPAUEC, X for all of FSRPAU, or a number");
        }
        return flags(NumberTest.comparison(from, "flags", 255));
    }

    private static FlowTest flags(java.util.function.LongPredicate holds) {
        return row -> row.has(Column.PROTOCOL)
                && row.number(Column.PROTOCOL) == TCP
                && row.has(Column.TCP_FLAGS)
                && holds.test(row.number(Column.TCP_FLAGS));
    }
}
