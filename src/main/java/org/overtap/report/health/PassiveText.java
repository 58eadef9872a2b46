package org.overtap.report.health;

import java.util.Locale;
import org.overtap.report.format.Table;
import org.overtap.verify.passive.InterfaceComparison;
import org.overtap.verify.passive.PassiveReport;

/** What a passive check found, for people. */
public final class PassiveText {
    private static final double PERCENT = 100;

    private PassiveText() {}

    /** The verdict first, then a row for each interface, then what could not be compared. */
    public static String of(PassiveReport report) {
        long within = report.interfaces().stream()
                .filter(one -> one.verdict() == InterfaceComparison.Outcome.WITHIN)
                .count();
        StringBuilder text = new StringBuilder();
        text.append(within)
                .append(" of ")
                .append(report.interfaces().size())
                .append(" interfaces: what was recorded is what they counted in ")
                .append(String.format(Locale.ROOT, "%.1f s", report.seconds()))
                .append(", within the tolerance");
        if (report.notJudged() > 0) {
            text.append("; ").append(report.notJudged()).append(" not judged");
        }
        text.append("\n\n");
        Table table = new Table(
                "node",
                "interface",
                "IP bytes",
                "recorded",
                "differs",
                "tolerance",
                "packets",
                "recorded",
                "offloads",
                "");
        for (InterfaceComparison one : report.interfaces()) {
            table.row(
                    one.node(),
                    one.iface(),
                    one.counted().orElse(null),
                    one.recorded().orElse(null),
                    one.difference().map(PassiveText::percent).orElse(null),
                    percent(one.tolerance()).replace("+", "±"),
                    one.countedPackets().orElse(null),
                    one.recordedPackets().orElse(null),
                    offloads(one),
                    one.verdict().name().toLowerCase(Locale.ROOT));
        }
        text.append(table);
        report.interfaces().stream().filter(one -> !one.why().isEmpty()).forEach(one -> text.append(
                        Table.printable(one.node() + " " + one.iface() + ": " + one.why()))
                .append('\n'));
        if (report.interfaces().stream().anyMatch(one -> one.verdict() == InterfaceComparison.Outcome.QUIET)) {
            text.append("Give it longer (--for), or let 'verify' without --passive send its own test packets.\n");
        }
        report.unread().forEach(why -> text.append(Table.printable(why)).append('\n'));
        return text.append("Bytes are compared, without 14 of layer 2 a packet; what is less than ")
                .append(InterfaceComparison.LEAST_BYTES)
                .append(" bytes is no matter. ARP and the like are counted and are no flows.\n")
                .toString();
    }

    private static String offloads(InterfaceComparison one) {
        return one.offloads()
                .map(on -> on.isEmpty() ? "none" : String.join(" ", on))
                .orElse("not told");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", PERCENT * share);
    }
}
