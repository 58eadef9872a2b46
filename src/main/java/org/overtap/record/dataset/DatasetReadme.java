package org.overtap.record.dataset;

import java.util.List;
import java.util.OptionalLong;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.file.VisibleText;

/** A dataset's {@code README.md}: what it is, how it counts, what it lost, and how it is opened. */
final class DatasetReadme {
    private final DatasetManifest manifest;
    private final StringBuilder text = new StringBuilder();

    DatasetReadme(DatasetManifest manifest) {
        this.manifest = manifest;
    }

    /** The whole text, in Markdown. */
    String text() {
        line("# Flows of " + code(manifest.experiment()));
        line("");
        line("Who talked to whom in the experiment " + code(manifest.experiment()) + " (deployment "
                + code(manifest.deployment()) + "), measured by "
                + manifest.probes().size()
                + " probes. Every flow is counted once, by the one probe that owns it. Made by "
                + manifest.version() + " on " + manifest.made() + "; reading it needs neither that nor a testbed.");
        if (manifest.anonymised()) {
            line("");
            line("Addresses and names are replaced: two addresses of one subnet still are, and the same address, MAC or"
                    + " name is replaced by the same one everywhere.");
        }
        files();
        tables();
        text.append(new OpeningLines(manifest).text());
        columns();
        counting();
        losses();
        return text.toString();
    }

    private void line(String words) {
        text.append(words).append('\n');
    }

    private void heading(String words) {
        line("");
        line("## " + words);
        line("");
    }

    /** Text of others, which means nothing in Markdown. */
    private static String code(String words) {
        return "`" + VisibleText.of(words).replaceAll("[`\\n\\t|]", "_") + "`";
    }

    private void files() {
        heading("What is here");
        manifest.tables().stream().findFirst().map(DatasetManifest.TableEntry::forms).stream()
                .flatMap(List::stream)
                .forEach(form -> line(
                        form.equals(TableForm.PARQUET.title())
                                ? "- `flows/`, `crossings/`: the tables in Parquet (zstd), in folders `run=R/hour=H/probe=P`"
                                        + " that tell the columns `run` and `probe`, and the hour (UTC) in which a flow began"
                                : "- `csv/flows.csv`, `csv/crossings.csv`: the tables as text (RFC 4180, UTF-8), with all"
                                        + " columns; an empty field is no value"));
        line("- `dataset.json`: all of this for programs: columns, counts, probes, losses, files with their sums");
        line("- `topology.json`, `plan.json`, `owners.json`: the experiment, the probes, and which probe counts what");
        line("- `measurement.json`: runs, outages, clocks, and who exported");
        if (manifest.files().stream().anyMatch(file -> file.path().startsWith(DatasetFiles.CAPTURES + "/"))) {
            line("- `pcap/`: captured packets, as probes stored them: these are not counted once");
        }
        line("- `" + DatasetFiles.SUMS + "`: check with `sha256sum -c " + DatasetFiles.SUMS + "`");
    }

    private void tables() {
        heading("Tables");
        line("| table | rows | packets | bytes |");
        line("|---|---:|---:|---:|");
        manifest.tables()
                .forEach(table -> line("| `" + table.name() + "` | " + table.rows() + " | " + table.packets() + " | "
                        + table.bytes() + " |"));
        line("");
        line(
                "`flows` tells every flow once. `crossings` tells what flows that are counted elsewhere on their way were on"
                        + " each other segment that they cross: a sum over one segment is over both tables, every other sum over"
                        + " `flows` alone.");
        if (!manifest.runs().isEmpty()) {
            line("");
            line("Runs that were named while it ran; what is of none of them has the run `unmarked`:");
            line("");
            manifest.runs()
                    .forEach(run -> line("- " + code(run.name()) + ": from " + run.start()
                            + run.stop().map(stop -> " to " + stop).orElse(" on")));
        }
    }

    private void columns() {
        heading("Columns");
        line("The same in both tables. Times are in " + manifest.timeZone() + ", numbers are whole numbers of 64 bits,"
                + " bytes are counted from the IP header on. A value that is not known is absent, never guessed.");
        line("");
        line("| column | type | unit | meaning |");
        line("|---|---|---|---|");
        for (Column column : Column.values()) {
            String unit = column.type() == Column.Type.TIME ? "microseconds" : column.unit();
            line("| `" + column.title() + "` | " + typeInWords(column) + " | " + unit + " | " + column.meaning()
                    + " |");
        }
    }

    private static String typeInWords(Column column) {
        return switch (column.type()) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case TIME -> "time";
        };
    }

    private void counting() {
        FlowTally tally = manifest.tally();
        heading("How flows are counted");
        line("Every probe that a flow passes tells of it; " + tally.records()
                + " records were read. Each conversation on a"
                + " segment has one probe that counts it (`owners.json`), and a flow over several segments is counted on"
                + " the first of them. So of the records");
        line("");
        line("- " + tally.counted() + " are in the tables; parts of one flow are joined (column `records`)");
        line("- " + tally.others() + " were told by another probe than the owner, and tell the same");
        line("- " + tally.duplicates() + " were the owner's, the same to the last bit as one before");
        line("- " + tally.tests() + " were of packets that were only sent to test the measurement");
        line("- " + tally.early() + " were of times before the measurement");
        line("- " + tally.foreign() + " were of exporters that do not belong to it");
        line("- " + tally.excluded() + " were of segments that were left out on purpose");
    }

    private void losses() {
        heading("What is known to be missing");
        int before = text.length();
        for (ReadTally.Unread unread : manifest.tally().unread()) {
            line("- " + unread.count() + " pieces of stored data could not be read: " + code(unread.reason()));
        }
        manifest.probes().forEach(probe -> loss(probe.account()));
        manifest.collectors().forEach(this::loss);
        manifest.outages()
                .forEach(gap -> line("- " + code(gap.name()) + " on " + code(gap.node()) + " did not run"
                        + gap.from().map(from -> " from " + from).orElse("")
                        + gap.to().map(to -> " to " + to).orElse("") + ": " + code(gap.why())));
        if (text.length() == before) {
            line("Nothing. A loss that no instrument tells of is not known.");
        }
        line("");
        line(
                "For each probe `dataset.json` (`probes`) has, where something tells it: `dropped`, packets that did not reach"
                        + " it or that it could not take; `gaps`, how often sequence numbers jumped between its stored records, where"
                        + " 0 means that between the first and the last of them none is missing as long as what stored them ran on;"
                        + " `lost`, how many records were left"
                        + " out by these jumps. Numbers of NetFlow v9 count datagrams, which have any number of records, nfcapd"
                        + " tells that numbers jumped and not how far, and jumps between records of several probes in one file are"
                        + " nobody's for certain: there `lost` or both are absent, and what was lost before the first record or"
                        + " after the last is never in them. `droppedByKernel` of `collectors` is how many datagrams the kernel"
                        + " dropped at a collector's socket since it was started, of any probe; null is not known.");
        if (!manifest.clocks().isEmpty()) {
            line("");
            line("Times are by one clock. By how much each node's clock was ahead of it, in ms, is in `dataset.json`"
                    + " (`clocks`), with how far off that may be.");
        }
    }

    private void loss(ProbeFacts account) {
        lost(account, account.dropped(), "packets dropped");
        lost(account, account.lost(), "records sent that did not arrive");
        lost(account, account.gaps(), "jumps in the sequence numbers of what arrived");
        account.sampling()
                .ifPresent(one -> line("- " + code(account.probe()) + ": one packet in " + one
                        + " was counted; numbers are as counted, not multiplied"));
    }

    private void loss(Measurement.Collector collector) {
        long dropped = collector.droppedByKernel().orElse(0);
        if (dropped > 0) {
            line("- " + code(collector.instrument()) + " on " + code(collector.node()) + ": " + dropped
                    + " datagrams dropped by the kernel at its socket");
        }
    }

    private void lost(ProbeFacts account, OptionalLong count, String words) {
        if (count.orElse(0) > 0) {
            line("- " + code(account.probe()) + ": " + count.getAsLong() + " " + words);
        }
    }
}
