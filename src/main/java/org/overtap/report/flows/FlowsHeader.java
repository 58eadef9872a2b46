package org.overtap.report.flows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowList;
import org.overtap.record.query.FlowSeries;
import org.overtap.record.query.TopFlows;
import org.overtap.record.table.FlowTally;
import org.overtap.report.format.Table;

/** What stands above a table of flows: what is counted, what is not and why, and when nothing measured. */
final class FlowsHeader {
    private static final int WIDTH = 100;
    private static final String CONTINUED = "  ";

    private FlowsHeader() {}

    static String of(PrintedFlows printed) {
        List<String> lines = new ArrayList<>();
        FlowAnswer answer = printed.answer();
        lines.add(printed.measurement().experiment() + ": " + what(answer));
        lines.add("from " + printed.source() + selection(printed));
        lines.add(answer.query().places() ? "counted: on a segment, all that crosses it" : "counted: every flow once");
        lines.add("records: " + records(answer.tally()));
        leftOut(answer).ifPresent(lines::add);
        if (!printed.excluded().isEmpty()) {
            lines.add((printed.excluded().size() == 1 ? "excluded: segment " : "excluded: segments ")
                    + String.join(", ", printed.excluded()));
        }
        if (!printed.silent().isEmpty()) {
            lines.add("nothing was counted on: " + String.join(", ", printed.silent()));
        }
        answer.tally().unread().stream().map(ReadTally.Unread::toString).forEach(text -> lines.add("unread: " + text));
        if (!printed.gaps().isEmpty()) {
            lines.add("gaps in sequence numbers, so records were lost on their way: "
                    + printed.gaps().entrySet().stream()
                            .map(gap -> gap.getKey() + " " + gap.getValue())
                            .collect(Collectors.joining(", ")));
        }
        printed.measurement().outages().forEach(gap -> lines.add(outage(gap)));
        return lines.stream().map(line -> wrapped(Table.printable(line))).collect(Collectors.joining());
    }

    /** A line that goes on below, where it is too wide. */
    static String wrapped(String line) {
        StringBuilder text = new StringBuilder();
        String rest = line;
        int end = rest.lastIndexOf(' ', WIDTH);
        while (rest.length() > WIDTH && end > CONTINUED.length()) {
            text.append(rest, 0, end).append('\n');
            rest = CONTINUED + rest.substring(end + 1);
            end = rest.lastIndexOf(' ', WIDTH);
        }
        return text.append(rest).append('\n').toString();
    }

    private static String what(FlowAnswer answer) {
        if (answer.view() instanceof TopFlows top) {
            if (top.matrix()) {
                return "matrix of " + top.order().word() + " by " + top.by().meaning();
            }
            return (top.top().size() < top.groups()
                            ? "the first " + top.top().size() + " of " + top.groups()
                            : "all " + top.groups())
                    + " by " + top.by().meaning()
                    + (top.twoWay() ? ", both directions joined" : "")
                    + ", " + FlowUnits.first(top.order());
        }
        if (answer.view() instanceof FlowSeries series) {
            return "each segment, every " + seconds(series.everyMicros());
        }
        if (answer.view() instanceof FlowFindings findings) {
            return findings.headline();
        }
        FlowList list = (FlowList) answer.view();
        return (list.rows().size() < answer.total().flows()
                        ? "the first " + list.rows().size() + " of "
                                + answer.total().flows()
                        : "all " + list.rows().size())
                + " flows, " + FlowUnits.first(list.order());
    }

    private static String seconds(long micros) {
        return java.math.BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString() + " s";
    }

    private static String selection(PrintedFlows printed) {
        String filter = printed.answer().query().filter().text();
        return printed.run().map(run -> ", run " + run).orElse("")
                + (filter.isEmpty() ? "" : ", filter: " + filter.replaceAll("\\s+", " "));
    }

    private static String records(FlowTally tally) {
        Map<String, Long> left = new LinkedHashMap<>();
        left.put("told by another probe than the owner", tally.others());
        left.put("told twice by the owner", tally.duplicates());
        left.put("of test packets", tally.tests());
        left.put("of times before the overlay", tally.early());
        left.put("of unknown exporters", tally.foreign());
        left.put("excluded", tally.excluded());
        return tally.records() + " read, " + tally.counted() + " counted"
                + left.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> ", " + entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining());
    }

    private static Optional<String> leftOut(FlowAnswer answer) {
        List<String> why = new ArrayList<>();
        if (answer.unfit() > 0) {
            why.add(flows(answer.unfit()) + " by the filter");
        }
        if (answer.noise() > 0) {
            why.add(flows(answer.noise()) + " as noise");
        }
        return why.isEmpty() ? Optional.empty() : Optional.of("left out: " + String.join(", ", why));
    }

    private static String flows(long count) {
        return count + (count == 1 ? " flow" : " flows");
    }

    private static String outage(Measurement.Gap gap) {
        return "outage: " + gap.name() + " on " + gap.node()
                + gap.from().map(from -> ", from " + shown(from)).orElse("")
                + gap.to().map(to -> ", to " + shown(to)).orElse(", until now") + ": " + gap.why();
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
