package org.overtap.report;

import java.util.Optional;
import org.overtap.verify.VerifyReport;

/** A live check's result for people. */
public final class VerifyText {
    private VerifyText() {}

    /** The verdict first, then what is wrong, then the probes' counters. */
    public static String of(VerifyReport report) {
        StringBuilder text = new StringBuilder();
        text.append(report.observed())
                .append(" of ")
                .append(report.conversations())
                .append(" conversations observed, ");
        text.append(report.exactlyOnce()).append(" counted exactly once, ");
        text.append(report.duplicates()).append(" duplicate records\n");
        report.missing().forEach(m -> text.append(Table.printable("  missing: " + between(m.segment(), m.a(), m.b())
                        + ", owned by " + (m.owner().isEmpty() ? "nobody" : m.owner()) + "; seen by "
                        + (m.seenBy().isEmpty() ? "nobody" : String.join(", ", m.seenBy()))))
                .append('\n'));
        report.inexact().forEach(i -> text.append(Table.printable("  inexact: " + between(i.segment(), i.a(), i.b())
                        + ", owned by " + i.owner() + ": " + i.why()))
                .append('\n'));
        report.unanswered()
                .forEach(c ->
                        text.append("  unanswered: ").append(Table.printable(c)).append('\n'));
        Table table = new Table("probe on", "interface", "received", "processed", "exported", "stored");
        report.probes()
                .forEach(p -> table.row(
                        p.node(),
                        p.iface(),
                        number(p.received()),
                        number(p.processed()),
                        number(p.exported()),
                        number(p.stored())));
        text.append('\n').append(table);
        text.append("datagrams lost: ").append(orUnknown(report.datagramsLost()));
        text.append(", records lost: ").append(orUnknown(report.recordsLost())).append('\n');
        return text.toString();
    }

    /** A conversation, or the flows from one host to another. */
    private static String between(String segment, String a, String b) {
        return segment.isEmpty() ? a + " -> " + b : a + " <-> " + b + " on " + segment;
    }

    private static Object number(Optional<Long> value) {
        return value.<Object>map(v -> v).orElse(null);
    }

    private static String orUnknown(Optional<Long> value) {
        return value.map(String::valueOf).orElse("not told by the probe");
    }
}
