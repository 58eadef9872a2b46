package org.overtap.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.record.ExporterIndex;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.record.RecordReaders;
import org.overtap.shell.Command;
import org.overtap.shell.Reply;
import org.overtap.shell.ShellException;

/** Reads what the collectors have stored, each with the reader for its files, from files that are closed. */
final class CollectorReader {
    private final Deployment deployment;
    private final InstrumentCatalogue instruments;
    private final RecordReaders readers;
    private final NodeShells shells;
    private final ExporterIndex exporters;

    CollectorReader(Deployment deployment, InstrumentCatalogue instruments, RecordReaders readers, NodeShells shells) {
        this.deployment = deployment;
        this.instruments = instruments;
        this.readers = readers;
        this.shells = shells;
        this.exporters = new ExporterIndex(deployment.topology(), deployment.plan());
    }

    /** Each collector's clock, in seconds since 1970: clocks need not agree. */
    Map<String, Long> clocks() throws VerifyException {
        Map<String, Long> clocks = new HashMap<>();
        for (OverlayPlan.Collector collector : deployment.plan().collectors()) {
            clocks.put(collector.node(), clock(collector.node()));
        }
        return clocks;
    }

    private long clock(String node) throws VerifyException {
        try {
            Reply reply = shells.on(node).run(Command.of("date", "+%s"));
            String text = reply.out().strip();
            if (!reply.ok() || !text.matches("\\d{1,12}")) {
                throw new VerifyException("collector " + node + " does not tell the time: "
                        + (reply.ok() ? "it said " + text : reply.complaint()));
            }
            return Long.parseLong(text);
        } catch (ShellException e) {
            throw new VerifyException(e.getMessage());
        }
    }

    /**
     * The records that fit, in files closed since those times.
     *
     * @throws VerifyException also where something could not be read: what is in it might be what is missing
     */
    List<FlowRecord> records(Map<String, Long> since, FlowFilter filter) throws VerifyException {
        List<FlowRecord> records = new ArrayList<>();
        for (OverlayPlan.Collector collector : deployment.plan().collectors()) {
            RecordFiles files = files(collector).since(since.get(collector.node()));
            try {
                ReadTally tally = reader(collector).read(files, filter, flow -> records.add(exporters.locate(flow)));
                requireAllRead(collector, tally);
            } catch (RecordException e) {
                throw unreadable(collector, e.getMessage());
            }
        }
        return records;
    }

    /** What is stored of every probe, over all collectors. */
    Map<ExporterIndex.Probe, ExporterTotal> totals() throws VerifyException {
        Map<ExporterIndex.Probe, ExporterTotal> totals = new HashMap<>();
        for (OverlayPlan.Collector collector : deployment.plan().collectors()) {
            try {
                reader(collector)
                        .totals(files(collector))
                        .forEach(total -> totals.merge(exporters.probe(total.exporter()), total, ExporterTotal::and));
            } catch (RecordException e) {
                throw unreadable(collector, e.getMessage());
            }
        }
        return totals;
    }

    private RecordFiles files(OverlayPlan.Collector collector) throws VerifyException {
        Instrument instrument = instrument(collector);
        String pattern = instrument
                .files()
                .orElseThrow(() -> new VerifyException(
                        instrument.name() + " on " + collector.node() + " does not say which of its files are closed"));
        try {
            return RecordFiles.all(
                    shells.on(collector.node()),
                    FlowFiles.folder(deployment),
                    pattern.substring(pattern.lastIndexOf('/') + 1));
        } catch (ShellException e) {
            throw new VerifyException(e.getMessage());
        }
    }

    private RecordReader reader(OverlayPlan.Collector collector) throws VerifyException, RecordException {
        Instrument instrument = instrument(collector);
        return readers.get(instrument
                .reader()
                .orElseThrow(() -> new VerifyException(
                        instrument.name() + " on " + collector.node() + " does not say what reads its files")));
    }

    private Instrument instrument(OverlayPlan.Collector collector) {
        return instruments.get(collector.instrument(), Instrument.Kind.COLLECTOR);
    }

    private static void requireAllRead(OverlayPlan.Collector collector, ReadTally tally) throws VerifyException {
        if (!tally.unread().isEmpty()) {
            throw unreadable(
                    collector,
                    tally.unread().stream().map(ReadTally.Unread::toString).collect(Collectors.joining("; ")));
        }
    }

    private static VerifyException unreadable(OverlayPlan.Collector collector, String why) {
        return new VerifyException(
                "collector " + collector.node() + " cannot read its flow files: " + why + "; look at 'overtap status'");
    }
}
