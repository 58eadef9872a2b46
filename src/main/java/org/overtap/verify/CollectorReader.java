package org.overtap.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterIndex;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReaders;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;

/**
 * Reads what is stored, by collectors or by probes themselves, each with the reader for its files, from closed files.
 */
final class CollectorReader {
    private final List<FlowFiles.Source> sources;
    private final RecordReaders readers;
    private final NodeShells shells;
    private final ExporterIndex exporters;

    /**
     * Whom records name, to whom the plan knows: a node's records may come from an address that its host alone tells.
     */
    private final Map<Exporter, Exporter> aliases = new HashMap<>();

    CollectorReader(Deployment deployment, RecordReaders readers, NodeShells shells) {
        this.sources = FlowFiles.standing(deployment);
        this.readers = readers;
        this.shells = shells;
        this.exporters = new ExporterIndex(deployment.topology(), deployment.plan());
        deployment.journal().standing().forEach(entry -> alias(entry.daemon()));
    }

    private void alias(Daemon daemon) {
        Optional<IpAddress> told = daemon.source().flatMap(source -> IpAddress.parse(source.exporter()));
        told.ifPresent(
                address -> own(daemon).ifPresent(own -> aliases.put(new Exporter(address, own.sourceId()), own)));
    }

    /** The clock of each node that stores, in seconds since 1970: clocks need not agree. */
    Map<String, Long> clocks() throws VerifyException {
        Map<String, Long> clocks = new HashMap<>();
        for (FlowFiles.Source source : sources) {
            if (!clocks.containsKey(source.node())) {
                clocks.put(source.node(), clock(source.node()));
            }
        }
        return clocks;
    }

    private long clock(String node) throws VerifyException {
        try {
            CommandResult reply = shells.on(node).run(Command.of("date", "+%s"));
            String text = reply.out().strip();
            if (!reply.ok() || !text.matches("\\d{1,12}")) {
                throw new VerifyException("node " + node + " does not tell the time: "
                        + (reply.ok() ? "it said " + text : reply.errorText()));
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
        for (FlowFiles.Source source : sources) {
            try {
                RecordFiles files = files(source).since(since.get(source.node()));
                ReadTally tally = readers.get(source.output().reader())
                        .read(
                                files,
                                filter,
                                flow -> records.add(
                                        exporters.locate(flow.toldBy(known(source.daemon(), flow.exporter())))));
                requireAllRead(source, tally);
            } catch (RecordException | ShellException e) {
                throw unreadable(source, e.getMessage());
            }
        }
        return records;
    }

    /** What is stored of every probe, over all files. */
    Map<ExporterIndex.Probe, ExporterTotal> totals() throws VerifyException {
        Map<ExporterIndex.Probe, ExporterTotal> totals = new HashMap<>();
        for (FlowFiles.Source source : sources) {
            try {
                for (ExporterTotal total : readers.get(source.output().reader()).totals(files(source))) {
                    totals.merge(exporters.probe(known(source.daemon(), total.exporter())), total, ExporterTotal::and);
                }
            } catch (RecordException | ShellException e) {
                throw unreadable(source, e.getMessage());
            }
        }
        return totals;
    }

    /** Whom the plan knows by that. What a probe stores itself is its own, whatever the files say. */
    private Exporter known(Daemon daemon, Exporter named) {
        return own(daemon).orElseGet(() -> aliases.getOrDefault(named, named));
    }

    private Optional<Exporter> own(Daemon daemon) {
        return daemon.source().flatMap(source -> exporters.exporter(daemon.node(), source.engine()));
    }

    private RecordFiles files(FlowFiles.Source source) throws ShellException {
        return RecordFiles.all(
                shells.on(source.node()), source.folder(), source.output().pattern());
    }

    private static void requireAllRead(FlowFiles.Source source, ReadTally tally) throws VerifyException {
        if (!tally.unread().isEmpty()) {
            throw unreadable(
                    source,
                    tally.unread().stream().map(ReadTally.Unread::toString).collect(Collectors.joining("; ")));
        }
    }

    private static VerifyException unreadable(FlowFiles.Source source, String why) {
        return new VerifyException("what " + source.daemon().instrument() + " stored on " + source.node()
                + " cannot be read: " + why + "; look at 'overtap status'");
    }
}
