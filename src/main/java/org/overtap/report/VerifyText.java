package org.overtap.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.report.format.Table;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.evidence.Finding;
import org.overtap.verify.evidence.History;

/** A live check's result for people. */
public final class VerifyText {
    private VerifyText() {}

    /** The verdict first, then what is wrong and what to do about it, then counters, then what was before. */
    public static String of(VerifyReport report) {
        StringBuilder text = new StringBuilder();
        text.append(report.observed())
                .append(" of ")
                .append(report.conversations())
                .append(" conversations observed, ");
        text.append(report.exactlyOnce()).append(" counted exactly once, ");
        text.append(report.duplicates()).append(" duplicate records\n");
        report.findings().forEach(finding -> text.append(line(finding)));
        Table table = new Table("probe on", "interface", "received", "dropped", "processed", "exported", "stored");
        report.probes()
                .forEach(p -> table.row(
                        p.node(),
                        p.iface(),
                        number(p.received()),
                        number(p.dropped()),
                        number(p.processed()),
                        number(p.exported()),
                        number(p.stored())));
        text.append('\n').append(table);
        text.append("since this began: datagrams lost: ").append(datagrams(report.datagramsLost(), report.gaps()));
        text.append(", records lost: ").append(orUnknown(report.recordsLost(), "not told by the probe"));
        text.append(", packets dropped: ").append(orUnknown(report.dropped(), "not told by the probe"));
        return text.append('\n').append(history(report.history())).toString();
    }

    private static String line(Finding finding) {
        String cost = finding.conversations() < 2 ? "" : " (" + finding.conversations() + " conversations)";
        return "  " + Table.printable(finding.text() + cost) + "\n    next: " + Table.printable(finding.next()) + "\n";
    }

    /** One line where nothing was lost, else one for each thing. */
    private static String history(History history) {
        String times = "before, "
                + history.since().map(since -> "from " + since + " ").orElse("") + "until " + history.until() + ": ";
        if (history.clean()) {
            return times + "nothing lost, as far as is known\n";
        }
        List<String> lost = new ArrayList<>();
        history.gaps()
                .filter(n -> n > 0)
                .ifPresent(n -> lost.add("sequence numbers jumped " + n + (n == 1 ? " time" : " times")
                        + ": datagrams were lost, or a probe started anew"));
        history.recordsLost().filter(n -> n > 0).ifPresent(n -> lost.add(n + " records exported and not stored"));
        history.dropped().filter(n -> n > 0).ifPresent(n -> lost.add(n + " packets dropped by probes"));
        history.outages().forEach(outage -> lost.add(outage(outage)));
        StringBuilder text = new StringBuilder(times).append("lost (--strict lets this decide too)\n");
        lost.forEach(line -> text.append("  ").append(Table.printable(line)).append('\n'));
        return text.toString();
    }

    private static String outage(History.Downtime outage) {
        return outage.name() + " on " + outage.node() + " was out"
                + outage.seconds().map(n -> " for " + n + " s").orElse("")
                + outage.since().map(since -> ", from " + since).orElse("")
                + outage.until().map(until -> " until " + until).orElse("")
                + (outage.why().isEmpty() ? "" : ": " + outage.why());
    }

    private static String datagrams(Optional<Long> lost, Optional<Long> gaps) {
        return lost.map(String::valueOf)
                .or(() -> gaps.map(n -> "at least " + n))
                .orElse("not told by the collector");
    }

    private static Object number(Optional<Long> value) {
        return value.<Object>map(v -> v).orElse(null);
    }

    private static String orUnknown(Optional<Long> value, String untold) {
        return value.map(String::valueOf).orElse(untold);
    }
}
