package org.overtap.lifecycle.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.lifecycle.home.FlowFolders;
import org.overtap.lifecycle.measured.DeployedMeasurement;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.once.MeasuredFlows;
import org.overtap.record.once.StoredRecords;
import org.overtap.record.reader.RecordReaders;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.shell.LocalPrograms;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Topology;

/** Flow files as collectors stored them, where they lie. */
public final class StoredFlows implements FlowStore {
    private static final String HERE = "this machine";

    private final String title;
    private final Measurement measurement;
    private final List<StoredRecords> places;
    private final SortedMap<String, Path> captures;
    private final String hint;

    /** @param hint what else is to be said where nothing can be read */
    private StoredFlows(
            String title,
            Measurement measurement,
            List<StoredRecords> places,
            SortedMap<String, Path> captures,
            String hint) {
        this.hint = hint;
        this.title = title;
        this.measurement = measurement;
        this.places = List.copyOf(places);
        this.captures = Collections.unmodifiableSortedMap(captures);
    }

    /**
     * Those of a running deployment, read on the nodes that stored them; what is not closed there is not read.
     *
     * @param routed the deployment's topology with the routes that its nodes tell
     */
    static StoredFlows onNodes(Deployment deployment, Topology routed, NodeShells shells, RecordReaders readers)
            throws RecordException {
        Measurement measurement = new DeployedMeasurement(deployment, routed).running();
        List<StoredRecords> places = new ArrayList<>();
        for (FlowFiles.Source source : FlowFiles.sources(deployment)) {
            if (source.entry().mark() != JournalEntry.Mark.INTENDED) {
                places.add(new StoredRecords(
                        source.node(),
                        readers.get(source.output().reader()),
                        RecordFiles.all(
                                shell(source.node(), shells),
                                source.folder(),
                                source.output().pattern()),
                        own(
                                measurement,
                                source.node(),
                                source.daemon()
                                        .source()
                                        .map(its -> OptionalInt.of(its.engine()))
                                        .orElse(OptionalInt.empty()))));
            }
        }
        return new StoredFlows(
                "the flow files on the nodes of " + deployment.experiment(),
                measurement,
                places,
                new TreeMap<>(),
                deployment.collected().folder().map(FlowFolders::hint).orElse(""));
    }

    /**
     * Those that were brought into a folder, read here.
     *
     * @throws RecordException if what reads them is not installed here, with what would help
     */
    static StoredFlows inFolder(Path folder, Measurement measurement, RecordReaders readers) throws RecordException {
        if (measurement.files().isEmpty()) {
            throw new RecordException(
                    folder + " has no flow files: its " + MeasurementFile.NAME + " tells of none. Of a"
                            + " dataset, dataset.json is missing: get all of it again from where it comes; else 'overtap"
                            + " collect --to " + folder + "'");
        }
        List<StoredRecords> places = new ArrayList<>();
        SortedMap<String, Path> captures = new TreeMap<>();
        for (Measurement.FlowFolder files : measurement.files()) {
            RecordReader reader = readers.get(files.reader());
            requireHere(reader, folder);
            Path there = folder.toAbsolutePath().normalize().resolve(files.folder());
            boolean nothingStored = Files.isDirectory(there.getParent()) && Files.notExists(there);
            if (!nothingStored) {
                places.add(new StoredRecords(
                        files.folder(),
                        reader,
                        RecordFiles.all(new LocalShell(HERE), there.toString(), files.pattern()),
                        own(measurement, files.node(), files.sourceId())));
                if (reader.captures()) {
                    captures.putAll(matching(folder.toAbsolutePath().normalize(), there, files.pattern()));
                }
            }
        }
        return new StoredFlows("the flow files in " + folder, measurement, places, captures, "");
    }

    private static SortedMap<String, Path> matching(Path top, Path folder, String pattern) throws RecordException {
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        SortedMap<String, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(folder.relativize(file)))
                    .forEach(file -> found.put(top.relativize(file).toString(), file));
        } catch (IOException | UncheckedIOException e) {
            throw new RecordException("cannot list the captured packets in " + folder + ": " + e.getMessage(), e);
        }
        return found;
    }

    private static void requireHere(RecordReader reader, Path folder) throws RecordException {
        for (String program : reader.programs()) {
            if (!LocalPrograms.has(program)) {
                throw new RecordException("the flow files in " + folder + " are read by " + program
                        + ", which is not installed here: install it, or make a dataset of them where it is ('overtap"
                        + " dataset " + folder + " -o OUT'), which is read by overtap alone");
            }
        }
    }

    /** Whose records they all are where a probe stored them itself. */
    private static Optional<Exporter> own(Measurement measurement, String node, OptionalInt sourceId) {
        return measurement.exporters().stream()
                .filter(entry ->
                        sourceId.isPresent() && entry.node().equals(node) && entry.sourceId() == sourceId.getAsInt())
                .map(ExporterEntry::address)
                .flatMap(address -> IpAddress.parse(address).stream())
                .findFirst()
                .map(address -> new Exporter(address, sourceId));
    }

    /** A node that cannot be entered is a place that cannot be read, and said so among the others. */
    private static Shell shell(String node, NodeShells shells) {
        try {
            return shells.on(node);
        } catch (ShellException e) {
            return new UnreachableNode(node, e);
        }
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    @Override
    public SortedMap<String, Path> captures() {
        return captures;
    }

    @Override
    public AccountedFlows flows(FlowSelection selection) {
        Selections.require(measurement, selection);
        return new Accounted(new MeasuredFlows(measurement, selection, places), hint);
    }

    /** What is known once the files were read. */
    private record Accounted(MeasuredFlows flows, String hint) implements AccountedFlows {
        @Override
        public FlowTally scan(Set<Column> columns, FlowRows rows) throws RecordException, IOException {
            try {
                return flows.scan(columns, rows);
            } catch (RecordException e) {
                throw new RecordException(e.getMessage() + hint, e);
            }
        }

        @Override
        public List<ProbeFacts> probes() {
            return flows.accounts().stream()
                    .map(probe -> ProbeFacts.at(probe.node(), probe.iface(), probe.segment())
                            .storing(probe.records(), probe.gaps()))
                    .toList();
        }

        @Override
        public OptionalLong gaps() {
            OptionalLong all = OptionalLong.empty();
            for (OptionalLong its : flows.gaps().values()) {
                all = its.isPresent() ? OptionalLong.of(all.orElse(0) + its.getAsLong()) : all;
            }
            return all;
        }
    }
}
