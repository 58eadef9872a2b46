package org.overtap.report.flows;

import java.util.List;
import java.util.Optional;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowList;
import org.overtap.record.query.FlowSeries;
import org.overtap.record.query.TopFlows;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.report.format.Table;

/** Flows for people: what was counted and what was not, a table, and a summary in nfdump's words. */
public final class FlowsText {
    private static final String TO_SECONDS = "yyyy-MM-dd HH:mm:ss";
    private static final String TO_MILLIS = "yyyy-MM-dd HH:mm:ss.SSS";
    static final String IN_LISTS = "MM-dd HH:mm:ss.SSS";
    private static final double MICROS = 1e6;

    private FlowsText() {}

    public static String of(PrintedFlows printed) {
        FlowAnswer answer = printed.answer();
        String body;
        if (answer.view() instanceof TopFlows top) {
            body = top.matrix() ? MatrixText.of(top) : top(top, answer.total());
        } else if (answer.view() instanceof FlowFindings findings) {
            body = FindingsText.of(findings);
        } else {
            body = answer.view() instanceof FlowSeries series ? series(series) : list((FlowList) answer.view());
        }
        return FlowsHeader.of(printed) + "\n" + body + "\n" + summary(answer.total());
    }

    /** The last lines as nfdump prints them. */
    static String summary(FlowCounts total) {
        String window = total.first().isPresent() && total.last().isPresent()
                ? "Time window: " + FlowUnits.shown(total.first().getAsLong(), TO_MILLIS) + " - "
                        + FlowUnits.shown(total.last().getAsLong(), TO_MILLIS) + " UTC\n"
                : "";
        return "Summary: total flows: " + total.flows() + ", total bytes: " + FlowUnits.count(total.bytes())
                + ", total packets: " + FlowUnits.count(total.packets()) + ", avg bps: "
                + FlowUnits.count(total.bitsPerSecond()) + ", avg pps: " + FlowUnits.count(total.packetsPerSecond())
                + ", avg bpp: " + total.bytesPerPacket() + "\n" + window;
    }

    private static String top(TopFlows top, FlowCounts total) {
        if (top.twoWay()) {
            return twoWay(top);
        }
        boolean single = top.by().keys().size() == 1;
        Table table = single
                ? new Table(
                        top.by().countsBothEnds()
                                ? top.by().word()
                                : FlowUnits.head(top.by().keys().get(0)),
                        "flows",
                        "%",
                        "packets",
                        "%",
                        "bytes",
                        "%",
                        "bps",
                        "pps",
                        "bpp")
                : new Table(heads(top, "flows", "packets", "bytes", "bps", "bpp"));
        for (TopFlows.Entry entry : top.top()) {
            FlowCounts counts = entry.counts();
            if (single) {
                table.row(
                        shown(top, entry, 0),
                        FlowUnits.count(counts.flows()),
                        FlowUnits.percent(counts.flows(), total.flows()),
                        FlowUnits.count(counts.packets()),
                        FlowUnits.percent(counts.packets(), total.packets()),
                        FlowUnits.count(counts.bytes()),
                        FlowUnits.percent(counts.bytes(), total.bytes()),
                        FlowUnits.count(counts.bitsPerSecond()),
                        FlowUnits.count(counts.packetsPerSecond()),
                        FlowUnits.count(counts.bytesPerPacket()));
            } else {
                table.row(cells(
                        top,
                        entry,
                        FlowUnits.count(counts.flows()),
                        FlowUnits.count(counts.packets()),
                        FlowUnits.count(counts.bytes()),
                        FlowUnits.count(counts.bitsPerSecond()),
                        FlowUnits.count(counts.bytesPerPacket())));
            }
        }
        return table.toString();
    }

    private static String twoWay(TopFlows top) {
        Table table = new Table(heads(top, "flows", "out pkt", "in pkt", "out byte", "in byte"));
        for (TopFlows.Entry entry : top.top()) {
            table.row(cells(
                    top,
                    entry,
                    FlowUnits.count(entry.all().flows()),
                    FlowUnits.count(entry.counts().packets()),
                    FlowUnits.count(entry.back().packets()),
                    FlowUnits.count(entry.counts().bytes()),
                    FlowUnits.count(entry.back().bytes())));
        }
        return table.toString();
    }

    /** Keys first; of a flow, each end is one column. */
    private static String[] heads(TopFlows top, String... counts) {
        List<Column> keys = top.by().keys();
        return keys.contains(Column.SRC_PORT)
                ? joined(List.of("proto", "source", "destination"), counts)
                : joined(keys.stream().map(FlowUnits::head).toList(), counts);
    }

    private static Object[] cells(TopFlows top, TopFlows.Entry entry, String... counts) {
        List<Optional<String>> key = entry.key();
        List<String> shown = key.size() > 2
                ? List.of(
                        shown(top, entry, 0),
                        FlowUnits.end(key.get(1), key.get(2)),
                        FlowUnits.end(key.get(3), key.get(4)))
                : key.stream().map(part -> part.orElse("-")).toList();
        return joined(shown, counts);
    }

    private static String shown(TopFlows top, TopFlows.Entry entry, int part) {
        return entry.key()
                .get(part)
                .map(text -> FlowCells.shown(top.by().keys().get(part), text))
                .orElse("-");
    }

    private static String[] joined(List<String> first, String... then) {
        String[] all = first.toArray(new String[first.size() + then.length]);
        System.arraycopy(then, 0, all, first.size(), then.length);
        return all;
    }

    private static String series(FlowSeries series) {
        String pattern = series.everyMicros() % 1_000_000 == 0 ? TO_SECONDS : TO_MILLIS;
        Table table = new Table("from (UTC)", "segment", "flows", "packets", "bytes", "bps");
        for (FlowSeries.Step step : series.steps()) {
            table.row(
                    FlowUnits.shown(step.start(), pattern),
                    step.segment(),
                    FlowUnits.count(step.flows()),
                    FlowUnits.count(step.packets()),
                    FlowUnits.count(step.bytes()),
                    FlowUnits.count((long) (8.0 * step.bytes() * MICROS / series.everyMicros())));
        }
        return table
                + (series.timeless().flows() == 0
                        ? ""
                        : series.timeless().flows() + " flows of which no time is known are in no step\n");
    }

    private static String list(FlowList list) {
        Table table = new Table("first (UTC)", "seconds", "proto", "source", "destination", "packets", "bytes");
        for (FlowRow row : list.rows()) {
            boolean times = row.has(Column.FIRST) && row.has(Column.LAST);
            table.row(
                    row.has(Column.FIRST) ? FlowUnits.shown(row.number(Column.FIRST), IN_LISTS) : null,
                    times
                            ? String.format(
                                    java.util.Locale.ROOT,
                                    "%.3f",
                                    (row.number(Column.LAST) - row.number(Column.FIRST)) / MICROS)
                            : null,
                    FlowCells.cell(row, Column.PROTOCOL).orElse("-"),
                    FlowUnits.end(FlowCells.cell(row, Column.SRC), FlowCells.cell(row, Column.SRC_PORT)),
                    FlowUnits.end(FlowCells.cell(row, Column.DST), FlowCells.portOrIcmp(row)),
                    FlowUnits.count(row.number(Column.PACKETS)),
                    FlowUnits.count(row.number(Column.BYTES)));
        }
        return table.toString();
    }
}
