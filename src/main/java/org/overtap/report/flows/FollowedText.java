package org.overtap.report.flows;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.overtap.report.format.Table;

/** What came to each segment, in lines below those of the time before. */
public final class FollowedText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int NAME_WIDTH = 16;
    private static final int NUMBER_WIDTH = 8;

    private FollowedText() {}

    /** The first time with a head. */
    public static String of(FollowedFlows news) {
        String time = TIME.format(news.at().atOffset(ZoneOffset.UTC));
        String head = news.before().isPresent()
                ? ""
                : Table.printable(news.experiment())
                        + ": what came to each segment, and all that was on it until then; times are UTC\n"
                        + line("time", "segment", "new flows", "packets", "bytes", "bps", "all bytes");
        List<FollowedFlows.Segment> changed =
                news.segments().stream().filter(FollowedFlows.Segment::changed).toList();
        if (changed.isEmpty()) {
            return head + time + "  nothing new\n";
        }
        StringBuilder text = new StringBuilder(head);
        changed.forEach(segment -> text.append(line(
                time,
                Table.printable(segment.name()),
                FlowUnits.count(segment.flows()),
                FlowUnits.count(segment.packets()),
                FlowUnits.count(segment.bytes()),
                news.bitsPerSecond(segment).map(FlowUnits::count).orElse("-"),
                FlowUnits.count(segment.now().bytes()))));
        return text.toString();
    }

    private static String line(String time, String segment, String... numbers) {
        StringBuilder line =
                new StringBuilder(padded(time, NUMBER_WIDTH)).append("  ").append(padded(segment, NAME_WIDTH));
        for (String number : numbers) {
            line.append("  ")
                    .append(" ".repeat(Math.max(0, NUMBER_WIDTH + 1 - number.length())))
                    .append(number);
        }
        return line.append('\n').toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
