package org.overtap.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.TreeSet;
import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.record.ReadTally;
import org.overtap.record.dataset.DatasetManifest;
import org.overtap.record.table.FlowTally;
import org.overtap.report.format.Table;
import org.overtap.topology.file.JsonDocument;

/** A dataset that was made, for people and as a document. */
final class DatasetText {
    private static final String SCHEMA = "overtap/made-dataset/1";

    private DatasetText() {}

    /** What is in it, where every record went, what is missing, and how to go on. */
    static String of(PrintedDataset printed) {
        MadeDataset made = printed.made();
        FlowTally tally = made.manifest().tally();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s flows, %s packets, %s bytes (IP), each counted once, in %s%n",
                number(tally.flows()),
                number(tally.packets()),
                number(tally.bytes()),
                Table.printable(made.folder().toString())));
        text.append(number(tally.records())).append(" records were read: ");
        text.append(number(tally.counted())).append(" counted");
        part(text, tally.others(), "told again by other probes");
        part(text, tally.tests(), "of packets that tested the overlay");
        part(text, tally.early(), "of before it was deployed");
        part(text, tally.foreign(), "of exporters that are not its own");
        part(text, tally.excluded(), "left out as asked");
        part(text, tally.duplicates(), "told twice by their probe");
        text.append('\n');
        if (!made.excluded().isEmpty()) {
            text.append("excluded: ")
                    .append(Table.printable(String.join(", ", new TreeSet<>(made.excluded()))))
                    .append('\n');
        }
        made.gaps()
                .ifPresent(gaps -> text.append(
                        gaps == 0
                                ? ""
                                : "sequence numbers jumped " + gaps + (gaps == 1 ? " time" : " times")
                                        + ": records were lost on their way, or a probe started anew\n"));
        for (ReadTally.Unread unread : made.unread()) {
            text.append("could not be read: ")
                    .append(Table.printable(unread.toString()))
                    .append('\n');
        }
        made.missing().forEach(why -> why.lines()
                .forEach(line ->
                        text.append("missing: ").append(Table.printable(line)).append('\n')));
        return text.append("next: ")
                .append(Table.printable(printed.typed().on("flows")))
                .append("  # or its README.md\n")
                .toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void part(StringBuilder text, long records, String what) {
        if (records > 0) {
            text.append(", ").append(number(records)).append(' ').append(what);
        }
    }

    /** The same; what was not told is null. */
    static ObjectNode document(PrintedDataset printed) {
        MadeDataset made = printed.made();
        DatasetManifest manifest = made.manifest();
        FlowTally tally = manifest.tally();
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", SCHEMA)
                .put("folder", made.folder().toString())
                .put("anonymised", manifest.anonymised())
                .put("flows", tally.flows())
                .put("packets", tally.packets())
                .put("bytes", tally.bytes())
                .put("crossings", tally.crossings())
                .put("records", tally.records())
                .put("counted", tally.counted())
                .put("others", tally.others())
                .put("tests", tally.tests())
                .put("early", tally.early())
                .put("foreign", tally.foreign())
                .put("excluded", tally.excluded())
                .put("duplicates", tally.duplicates())
                .put(
                        "unread",
                        made.unread().stream()
                                .mapToLong(ReadTally.Unread::count)
                                .sum());
        made.gaps().ifPresentOrElse(gaps -> document.put("gaps", gaps), () -> document.putNull("gaps"));
        document.put("complete", made.complete()).put("files", manifest.files().size());
        document.set("excludedSegments", JsonDocument.mapper().valueToTree(new TreeSet<>(made.excluded())));
        document.set("reasons", JsonDocument.mapper().valueToTree(made.unread()));
        document.set("missing", JsonDocument.mapper().valueToTree(made.missing()));
        return document;
    }
}
