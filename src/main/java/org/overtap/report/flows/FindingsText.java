package org.overtap.report.flows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Field;
import org.overtap.record.query.filter.Protocols;
import org.overtap.report.format.Table;

/** What was found in flows, for people and as lines of a table. */
final class FindingsText {
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double PERCENT = 100;

    private FindingsText() {}

    /** A table, what must be known besides, and by what was judged. */
    static String of(FlowFindings findings) {
        List<Integer> shown = fields(findings, true);
        StringBuilder text = new StringBuilder();
        if (!findings.rows().isEmpty()) {
            Table table = new Table(
                    shown.stream().map(i -> findings.fields().get(i).head()).toArray(String[]::new));
            for (List<Optional<Object>> row : findings.rows()) {
                table.row(shown.stream()
                        .map(i -> row.get(i)
                                .map(value -> forPeople(findings.fields().get(i), value))
                                .orElse(null))
                        .toArray());
            }
            text.append(table);
        }
        if (findings.rows().size() < findings.found()) {
            text.append("the first ")
                    .append(findings.rows().size())
                    .append(" of ")
                    .append(findings.found())
                    .append("; -n 0 has all\n");
        }
        findings.notes().forEach(note -> text.append(FlowsHeader.wrapped("note: " + Table.printable(note))));
        if (!findings.measures().isEmpty()) {
            text.append(FlowsHeader.wrapped("judged by: "
                    + findings.measures().stream()
                            .map(measure -> Table.printable(measure.name() + "=" + plain(measure.value())))
                            .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    /** Titles, and a line for each finding. */
    static Stream<List<String>> lines(FlowFindings findings) {
        List<Integer> told = fields(findings, false);
        return Stream.concat(
                Stream.of(
                        told.stream().map(i -> findings.fields().get(i).title()).toList()),
                findings.rows().stream().map(row -> told.stream()
                        .map(i -> row.get(i)
                                .map(value -> forPrograms(findings.fields().get(i), value))
                                .orElse(""))
                        .toList()));
    }

    private static List<Integer> fields(FlowFindings findings, boolean forPeople) {
        List<Integer> fields = new ArrayList<>();
        for (int i = 0; i < findings.fields().size(); i++) {
            Field field = findings.fields().get(i);
            if (!(forPeople ? field.head() : field.title()).isEmpty()) {
                fields.add(i);
            }
        }
        return fields;
    }

    private static String forPeople(Field field, Object value) {
        return switch (field.kind()) {
            case TEXT -> value.toString();
            case TEXTS -> joined(value, ",");
            case COUNT -> FlowUnits.count((Long) value);
            case PROTOCOL -> Protocols.name((Long) value);
            case DECIMAL ->
                new BigDecimal((Double) value)
                        .round(FOUR_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
            case SHARE -> String.format(Locale.ROOT, "%.1f", (Double) value * PERCENT);
            case TIME -> FlowUnits.shown((Long) value, FlowsText.IN_LISTS);
        };
    }

    private static String forPrograms(Field field, Object value) {
        return switch (field.kind()) {
            case TEXT -> value.toString();
            case TEXTS -> joined(value, " ");
            case COUNT, PROTOCOL -> value.toString();
            case DECIMAL, SHARE -> plain((Double) value);
            case TIME -> FlowUnits.time((Long) value).toString();
        };
    }

    private static String joined(Object texts, String between) {
        return ((List<?>) texts).stream().map(Object::toString).collect(Collectors.joining(between));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
