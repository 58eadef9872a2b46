package org.overtap.verify.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterIndex;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.GoneNodeException;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;
import org.overtap.verify.evidence.StoredWindow;

/**
 * Reads what is stored, by collectors or by probes themselves, each with the reader for its files, from closed files.
 * What one of them has and cannot be read spoils nothing of what the others have.
 */
public final class CollectorReader {
    private final List<FlowFiles.Source> sources;
    private final RecordReaders readers;
    private final NodeShells shells;
    private final ExporterIndex exporters;
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, String> unread = new ConcurrentSkipListMap<>();

    /**
     * Whom records name, to whom the plan knows: a node's records may come from an address that its host alone tells.
     */
    private final Map<Exporter, Exporter> aliases = new HashMap<>();

    /** @param readers what reads the files that the deployment's collectors store */
    public CollectorReader(Deployment deployment, RecordReaders readers, NodeShells shells) {
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

    /**
     * Begins: what is stored from now on is of the window. Each node has a clock of its own, in seconds since 1970.
     *
     * @throws RecordException if no node that stores anything can be asked, unless all of them are known to be gone
     */
    public void begin() throws RecordException {
        boolean known = true;
        for (FlowFiles.Source source : sources) {
            if (!starts.containsKey(source.node())) {
                try {
                    starts.put(source.node(), clock(source.node()));
                } catch (RecordException | ShellException e) {
                    known &= e instanceof GoneNodeException;
                    unread.put(source.node(), e.getMessage());
                }
            }
        }
        if (starts.isEmpty() && !known) {
            throw new RecordException(String.join("\n", unread.values()));
        }
    }

    private long clock(String node) throws RecordException, ShellException {
        CommandResult reply = shells.on(node).run(Command.of("date", "+%s"));
        String text = reply.out().strip();
        if (!reply.ok() || !text.matches("\\d{1,12}")) {
            throw new RecordException("node " + node + " does not tell the time: "
                    + (reply.ok() ? "it said " + text : reply.errorText()));
        }
        return Long.parseLong(text);
    }

    /** When the window began, by the clock of the first node that stores anything; by ours where none does. */
    public long start() {
        return sources.stream()
                .map(source -> starts.get(source.node()))
                .filter(time -> time != null)
                .findFirst()
                .orElseGet(() -> Instant.now().getEpochSecond());
    }

    /** The records that fit, in files closed since the beginning, with whom they are of by the plan. */
    public List<FlowRecord> records(FlowFilter filter) {
        List<FlowRecord> records = new ArrayList<>();
        each(filter, records::add);
        return records;
    }

    /** Hands on these one by one while they are read. */
    public void each(FlowFilter filter, Consumer<FlowRecord> sink) {
        unread.keySet().removeIf(starts::containsKey);
        for (FlowFiles.Source source : begun()) {
            try {
                RecordFiles files = files(source).since(starts.get(source.node()));
                ReadTally tally = readers.get(source.output().reader())
                        .read(
                                files,
                                filter,
                                flow -> sink.accept(
                                        exporters.locate(flow.toldBy(known(source.daemon(), flow.exporter())))));
                note(source, tally);
            } catch (RecordException | ShellException e) {
                note(source, e.getMessage());
            }
        }
    }

    /** What is stored of every exporter, by the node that stores it. */
    public Map<String, StoredWindow> stored() {
        Map<String, StoredWindow> stored = new TreeMap<>();
        for (FlowFiles.Source source : begun()) {
            try {
                StoredWindow window = StoredWindow.of(
                        readers.get(source.output().reader()).stored(files(source)),
                        starts.get(source.node()),
                        exporter -> known(source.daemon(), exporter));
                stored.merge(source.node(), window, StoredWindow::and);
            } catch (RecordException | ShellException e) {
                note(source, e.getMessage());
            }
        }
        return stored;
    }

    /**
     * A closed file.
     *
     * @param source where it lies
     * @param totals what it has, of exporters by the plan's names for them
     */
    public record StoredFile(FlowFiles.Source source, FileTotals totals) {}

    /**
     * Every closed file, but no captures of packets: to count those, they would have to be fetched.
     *
     * @param since by the place in the journal of what stores them, from when on files are asked for, in seconds since
     *     1970 by its node's clock; where it says nothing, all are
     */
    public List<StoredFile> files(Map<String, Long> since) {
        List<StoredFile> all = new ArrayList<>();
        for (FlowFiles.Source source : begun()) {
            try {
                RecordReader reader = readers.get(source.output().reader());
                if (reader.captures()) {
                    continue;
                }
                RecordFiles asked = files(source);
                Long from = since.get(source.entry().place());
                reader.stored(from == null ? asked : asked.since(from))
                        .forEach(file -> all.add(new StoredFile(source, named(source.daemon(), file))));
            } catch (RecordException | ShellException e) {
                note(source, e.getMessage());
            }
        }
        return all;
    }

    private FileTotals named(Daemon daemon, FileTotals file) {
        return new FileTotals(
                file.name(),
                file.closed(),
                file.gaps(),
                file.exporters().stream()
                        .map(its -> new ExporterTotal(known(daemon, its.exporter()), its.records()))
                        .toList());
    }

    /** Hands on the records of one closed file, with whom they are of by the plan. */
    public void read(StoredFile file, Consumer<FlowRecord> sink) {
        FlowFiles.Source source = file.source();
        try {
            RecordFiles one = RecordFiles.all(
                    shells.on(source.node()), source.folder(), file.totals().name());
            readers.get(source.output().reader())
                    .read(
                            one,
                            FlowFilter.ALL,
                            flow -> sink.accept(flow.toldBy(known(source.daemon(), flow.exporter()))));
        } catch (RecordException | ShellException e) {
            note(source, e.getMessage());
        }
    }

    /** Whether {@link #files} counts what that stores. */
    public boolean counts(JournalEntry entry) {
        try {
            return entry.daemon().output().isPresent()
                    && !readers.get(entry.daemon().output().get().reader()).captures();
        } catch (RecordException e) {
            return false;
        }
    }

    /** When the window began on that node, in seconds since 1970 by its clock, if it was asked. */
    public OptionalLong startOn(String node) {
        return starts.containsKey(node) ? OptionalLong.of(starts.get(node)) : OptionalLong.empty();
    }

    /** Whether nothing of what is stored could be read. */
    public boolean blind() {
        return !sources.isEmpty() && sources.stream().allMatch(source -> unread.containsKey(source.node()));
    }

    /** What could not be read, for each node: what is in it might be what is missing. */
    public Map<String, String> unread() {
        return Map.copyOf(unread);
    }

    private List<FlowFiles.Source> begun() {
        return sources.stream()
                .filter(source -> starts.containsKey(source.node()))
                .toList();
    }

    /** Whom the plan knows by that. What a probe stores itself is its own, whatever the files say. */
    private Exporter known(Daemon daemon, Exporter named) {
        return own(daemon)
                .orElseGet(() -> aliases.getOrDefault(named.inAnyFormat(), named))
                .in(named.format());
    }

    private Optional<Exporter> own(Daemon daemon) {
        return daemon.source().flatMap(source -> exporters.exporter(daemon.node(), source.engine()));
    }

    private RecordFiles files(FlowFiles.Source source) throws ShellException {
        return RecordFiles.all(
                shells.on(source.node()), source.folder(), source.output().pattern());
    }

    private void note(FlowFiles.Source source, ReadTally tally) {
        if (!tally.unread().isEmpty()) {
            note(source, tally.unread().stream().map(ReadTally.Unread::toString).collect(Collectors.joining("; ")));
        }
    }

    private void note(FlowFiles.Source source, String why) {
        unread.put(
                source.node(),
                "what " + source.daemon().instrument() + " stored on " + source.node() + " cannot be read: " + why);
    }
}
