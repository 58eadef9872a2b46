package org.overtap.record.query.filter;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** What is asked of a number: a comparator and a number, or a list of them. Without a comparator, it is to be equal. */
final class NumberTest {
    private static final Map<String, String> WORDS =
            Map.of("==", "=", "eq", "=", "gt", ">", "lt", "<", "ge", ">=", "le", "<=");
    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "=", (a, b) -> a == b,
            ">", (a, b) -> a > b,
            "<", (a, b) -> a < b,
            ">=", (a, b) -> a >= b,
            "<=", (a, b) -> a <= b);
    private static final String SCALES = "kmgt";

    private interface Comparator {
        boolean holds(long value, long number);
    }

    private NumberTest() {}

    /** Reads a comparator, or none, and a number of at most {@code most}. */
    static LongPredicate comparison(FilterParser from, String of, long most) {
        Comparator comparator = comparator(from);
        long number = number(from, of, most);
        return value -> comparator.holds(value, number);
    }

    private static Comparator comparator(FilterParser from) {
        String typed = from.peek().keyword();
        Comparator known = COMPARATORS.get(WORDS.getOrDefault(typed, typed));
        if (known == null) {
            return COMPARATORS.get("=");
        }
        from.take();
        return known;
    }

    /** Reads {@code in [ 1 2, 3 ]}, or a comparison. */
    static LongPredicate listOrComparison(FilterParser from, String of, long most) {
        if (!from.take("in")) {
            return comparison(from, of, most);
        }
        from.require("[", "'['");
        Set<Long> numbers = new HashSet<>();
        String wanted = "";
        do {
            if (from.peek().kind() != FilterToken.Kind.WORD) {
                throw from.expected("a number for " + of + wanted);
            }
            numbers.add(number(from, of, most));
            from.take(",");
            wanted = ", or ']'";
        } while (!from.take("]"));
        return numbers::contains;
    }

    /** A number: decimal with k, m, g or t for thousands, or hexadecimal with 0x. */
    static long number(FilterParser from, String of, long most) {
        FilterToken piece = from.peek();
        String text = piece.keyword();
        if (!text.matches("[0-9]+[kmgt]?|0x[0-9a-f]+")) {
            throw from.expected("a number for " + of);
        }
        BigInteger value = value(text.toLowerCase(Locale.ROOT));
        if (value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new FilterException(piece.at(), of + " is at most " + most + ", not " + piece.text());
        }
        from.take();
        return value.longValueExact();
    }

    private static BigInteger value(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        int scale = SCALES.indexOf(text.charAt(text.length() - 1)) + 1;
        String digits = scale == 0 ? text : text.substring(0, text.length() - 1);
        return new BigInteger(digits).multiply(BigInteger.TEN.pow(3 * scale));
    }
}
