package org.overtap.report.flows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowList;
import org.overtap.record.query.FlowSeries;
import org.overtap.record.query.FlowView;
import org.overtap.record.query.TopFlows;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Flows as a table for other programs: plain numbers, times in UTC as RFC 3339 has them, absent values empty. */
public final class FlowsCsv {
    private FlowsCsv() {}

    /** Titles, and a line for each group, step or flow. */
    public static Stream<List<String>> of(PrintedFlows printed) {
        FlowView view = printed.answer().view();
        if (view instanceof TopFlows top) {
            return Stream.concat(Stream.of(titles(top)), top.top().stream().map(entry -> line(top, entry)));
        }
        if (view instanceof FlowFindings findings) {
            return FindingsText.lines(findings);
        }
        if (view instanceof FlowSeries series) {
            return Stream.concat(
                    Stream.of(List.of("start", "segment", "flows", "packets", "bytes")),
                    series.steps().stream()
                            .map(step -> List.of(
                                    FlowUnits.time(step.start()).toString(),
                                    step.segment(),
                                    Long.toString(step.flows()),
                                    Long.toString(step.packets()),
                                    Long.toString(step.bytes()))));
        }
        return Stream.concat(
                Stream.of(Arrays.stream(Column.values()).map(Column::title).toList()),
                ((FlowList) view).rows().stream().map(FlowsCsv::line));
    }

    private static List<String> titles(TopFlows top) {
        List<String> titles =
                new ArrayList<>(top.by().keys().stream().map(top::title).toList());
        titles.addAll(List.of("flows", "packets", "bytes", "first", "last"));
        if (top.twoWay()) {
            titles.addAll(List.of("flows_back", "packets_back", "bytes_back", "first_back", "last_back"));
        }
        return titles;
    }

    private static List<String> line(TopFlows top, TopFlows.Entry entry) {
        List<String> line = new ArrayList<>();
        entry.key().forEach(part -> line.add(part.orElse("")));
        add(line, entry.counts());
        if (top.twoWay()) {
            add(line, entry.back());
        }
        return line;
    }

    private static void add(List<String> line, FlowCounts counts) {
        line.addAll(List.of(
                Long.toString(counts.flows()),
                Long.toString(counts.packets()),
                Long.toString(counts.bytes()),
                time(counts.first()),
                time(counts.last())));
    }

    private static String time(OptionalLong micros) {
        return micros.isPresent() ? FlowUnits.time(micros.getAsLong()).toString() : "";
    }

    private static List<String> line(FlowRow row) {
        return Arrays.stream(Column.values())
                .map(column -> row.has(column) ? FlowCells.plain(row, column) : "")
                .toList();
    }
}
