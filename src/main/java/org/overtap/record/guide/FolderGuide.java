package org.overtap.record.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.overtap.instrument.Output;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterEntry;
import org.overtap.record.ExporterTable;
import org.overtap.record.Measurement;
import org.overtap.record.RecordReader;
import org.overtap.shell.ShellQuote;
import org.overtap.topology.IpAddress;

/** The text that tells people what lies in a folder of flow files: {@code README.txt}. */
final class FolderGuide {
    /** More of them would be no example. */
    private static final int MOST_EXPORTERS = 20;

    private static final int WIDTH = 110;

    private final ExporterTable exporters;
    private final OwnerTable owners;
    private final List<StoredHere> stored;
    private final StringBuilder text = new StringBuilder();

    /**
     * The files of one daemon, below the folder.
     *
     * @param folder where, relative to the folder
     * @param node the node that stored them
     * @param instrument what stored them
     * @param output what they are
     * @param reader what knows the tool that reads them, if anything does
     */
    record StoredHere(String folder, String node, String instrument, Output output, Optional<RecordReader> reader) {
        /** The command that people type in the folder; a word more narrows what it prints. */
        Optional<String> command(Optional<String> more) {
            List<String> words = new ArrayList<>(output.show(folder));
            if (words.isEmpty()) {
                return Optional.empty();
            }
            more.ifPresent(words::add);
            return Optional.of(ShellQuote.line(words));
        }
    }

    private FolderGuide(ExporterTable exporters, OwnerTable owners, List<StoredHere> stored) {
        this.exporters = exporters;
        this.owners = owners;
        this.stored = stored;
    }

    /** The whole text. */
    static String text(ExporterTable exporters, OwnerTable owners, List<StoredHere> stored) {
        FolderGuide guide = new FolderGuide(exporters, owners, stored);
        guide.contents();
        guide.reading();
        guide.counting();
        guide.exporters();
        return guide.text.toString();
    }

    /** A line as it is, or a sentence over as many lines as it takes. */
    private void line(String words) {
        String rest = words;
        while (rest.length() > WIDTH && !words.startsWith(" ")) {
            int before = rest.lastIndexOf(' ', WIDTH);
            int blank = before > 0 ? before : rest.indexOf(' ', WIDTH);
            if (blank < 0) {
                break;
            }
            text.append(rest, 0, blank).append('\n');
            rest = rest.substring(blank + 1);
        }
        text.append(rest).append('\n');
    }

    private void contents() {
        line("Flow files of " + exporters.experiment() + ", brought here by overtap (deployment "
                + exporters.deployment() + ").");
        line("");
        line("What is here");
        stored.forEach(s -> line(String.format(
                "  %-16s what %s on %s stored, in the folders that it had there",
                s.folder() + "/", s.instrument(), s.node())));
        line("  plan.json        the overlay as it was deployed (overtap/plan/1)");
        line(
                "  exporters.json   who told a record: from the exporter's address and the source id that it carries to the");
        line("                   node, interface, segment, side of the shaping, instrument, wire format and collector");
        line("                   (" + ExporterTable.SCHEMA + ")");
        line("  owners.json      which one probe counts what (" + OwnerTable.SCHEMA + ")");
        line(
                "  measurement.json all that must be known to count each flow once, wherever this folder is: topology with");
        line("                   routes, plan, exporters, runs, clocks, outages, versions (" + Measurement.SCHEMA
                + ")");
        line(
                "These tell of the plan as it was at the last 'overtap collect' or 'overtap teardown'; the probes of earlier");
        line(
                "plans of the same deployment are in exporters.json with \"standing\": false, as far as they had other places.");
        line("A file called *.current.* was still open when its writer was killed: it may be unreadable.");
        line("");
    }

    private void reading() {
        line("Who talked to whom, each flow counted once, by overtap and nfdump; no testbed is needed");
        line("  overtap flows .                  top talkers, traffic matrix, series ('overtap flows --help')");
        line("  overtap dataset . -o ../dataset  Parquet and CSV to share: who gets them needs neither of both");
        line("");
        line("How to read the files as they are, typed in this folder");
        stored.forEach(s -> s.command(Optional.empty()).ifPresent(command -> line("  " + command)));
        stored.stream()
                .flatMap(s -> s.reader().stream())
                .distinct()
                .flatMap(reader -> reader.advice().stream())
                .distinct()
                .forEach(this::line);
        line("");
    }

    private void counting() {
        line("How to count each flow once");
        line("Every probe that a flow passes tells of it, so a sum over all files counts it several times.");
        if (owners.recordsPerConversation() > 0) {
            line(String.format(
                    Locale.ROOT,
                    "Here a conversation on one segment is seen by %.2f probes on average, and what is routed over several"
                            + " segments is seen on each of them again.",
                    owners.recordsPerConversation()));
        }
        line("So each has an owner: keep what its owner told, and leave out what the others told of the same.");
        line(
                "- Between two members of a segment, the owner is the first in the segment's \"order\" in owners.json that sees");
        line("  both directions; it is listed with each conversation there, unless the document says \"abridged\".");
        line("- Broadcast and multicast belong to the sender's probe, else to the first in the order.");
        line(
                "- What is only passing through a segment has other addresses than its members: go by the MAC addresses, or");
        line("  choose one segment on its way and that segment's owners.");
        if (!owners.flows().isEmpty()) {
            line(
                    "- This plan covers flows from host to host: \"flows\" in owners.json names who counts each ordered pair.");
        }
        example().ifPresent(words -> text.append(words));
        line("");
    }

    /** How to see what the owner told, and not what another did, for one conversation that two probes see. */
    private Optional<String> example() {
        for (OwnerTable.SegmentOwners segment : owners.segments()) {
            for (OwnerTable.Owned owned : segment.conversations()) {
                Optional<OwnerTable.Point> owner =
                        owned.owner().filter(o -> o.exporter().isPresent());
                Optional<String> command =
                        owner.flatMap(point -> command(point.exporter().get(), point.sourceId(), ends(owned)));
                if (command.isPresent()) {
                    return Optional.of("For example " + owned.a().node() + " <-> "
                            + owned.b().node() + " on "
                            + segment.name() + " is counted by " + owner.get().node() + " ("
                            + owner.get().iface() + "):\n  " + command.get() + "\n");
                }
            }
        }
        return Optional.empty();
    }

    private static List<IpAddress> ends(OwnerTable.Owned owned) {
        List<IpAddress> ends = new ArrayList<>();
        for (OwnerTable.End end : List.of(owned.a(), owned.b())) {
            end.addresses().stream().findFirst().flatMap(IpAddress::parse).ifPresent(ends::add);
        }
        return ends;
    }

    /** What prints only that exporter's records, where its files are. */
    private Optional<String> command(String address, int sourceId, List<IpAddress> ends) {
        Optional<ExporterEntry> entry = exporters.exporters().stream()
                .filter(e -> e.address().equals(address) && e.sourceId() == sourceId)
                .findFirst();
        return entry.flatMap(ExporterEntry::folder).flatMap(folder -> stored.stream()
                .filter(s -> s.folder().equals(folder))
                .findFirst()
                .flatMap(s -> IpAddress.parse(address)
                        .flatMap(ip -> s.reader().flatMap(r -> r.only(Exporter.of(ip, sourceId), ends)))
                        .flatMap(word -> s.command(Optional.of(word)))));
    }

    private void exporters() {
        line("Who told what, and how to see only that");
        for (ExporterEntry entry :
                exporters.exporters().stream().limit(MOST_EXPORTERS).toList()) {
            line("  " + entry.node() + " " + entry.iface()
                    + entry.segment().map(name -> " on " + name).orElse("") + ": " + entry.address() + ", source id "
                    + entry.sourceId() + (entry.standing() ? "" : " (of an earlier plan)"));
            command(entry.address(), entry.sourceId(), List.of()).ifPresent(command -> line("    " + command));
        }
        if (exporters.exporters().size() > MOST_EXPORTERS) {
            line("  and " + (exporters.exporters().size() - MOST_EXPORTERS) + " more in exporters.json");
        }
    }
}
