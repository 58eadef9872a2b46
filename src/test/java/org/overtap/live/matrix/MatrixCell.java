package org.overtap.live.matrix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Progress;
import org.overtap.deploy.Status;
import org.overtap.deploy.Teardown;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.Topology;
import org.overtap.verify.watch.CollectorReader;

/** A probe, a form of records and a collector, deployed on the wire: the probe on {@code b}, the collector on {@code a}. */
final class MatrixCell {
    static final InstrumentCatalogue ALL = InstrumentCatalogue.builtIn();
    static final PlanTiming TIMING = new PlanTiming(1, 60, 2);
    private static final int FIRST_PORT = 21000;

    final Instrument probe;
    final WireFormat wire;
    final Optional<Instrument> collector;
    final List<String> families;
    private final int number;

    private MatrixNodes nodes;
    private StateFile state;
    private CollectorReader reader;

    private MatrixCell(Instrument probe, WireFormat wire, Optional<Instrument> collector, int number) {
        this.probe = probe;
        this.wire = wire;
        this.collector = collector;
        this.number = number;
        this.families = Stream.of("ipv4", "ipv6")
                .filter(family -> Compatibility.reason(probe, wire, collector, Optional.of(family), Optional.empty())
                        .isEmpty())
                .toList();
    }

    /** Every one that works and is a process; those that were never tried are left out. */
    static List<MatrixCell> all() {
        int[] number = {0};
        return ALL.all().stream()
                .filter(one ->
                        one.kind() == Instrument.Kind.PROBE && !one.tried().isEmpty())
                .filter(one -> one.runs() instanceof Runs.Process)
                .flatMap(probe -> probe.formats().stream().flatMap(wire -> Stream.concat(
                                Stream.of(Optional.<Instrument>empty()),
                                ALL.all().stream()
                                        .filter(one -> one.kind() == Instrument.Kind.COLLECTOR
                                                && !one.tried().isEmpty()
                                                // Those that need somebody's broker are tried elsewhere.
                                                && !one.brokered())
                                        .map(Optional::of))
                        .map(collector -> new MatrixCell(probe, wire, collector, number[0]++))))
                .filter(cell -> !cell.families.isEmpty())
                .toList();
    }

    String name() {
        return probe.name() + " " + wire.name() + " "
                + collector.map(Instrument::name).orElse("alone");
    }

    /** Whether so many packets and bytes are what passed. */
    boolean holds(Counts sent, Counts found, String kind) {
        return found.packets(kind) == sent.packets(kind) && found.bytes(kind) == sent.bytes(kind);
    }

    boolean keeps(String kind) {
        return families.contains(kind.substring(kind.indexOf(' ') + 1));
    }

    void deploy(MatrixWire on, Path home) throws Exception {
        nodes = new MatrixNodes(on, Files.createDirectories(home.resolve("disk-" + number)));
        state = StateFile.at(home.resolve("state-" + number + ".json"));
        Topology topology = MatrixWire.topology(families);
        PlanOptions options = new PlanOptions(
                        "exact",
                        3,
                        Set.of(),
                        Set.of("b"),
                        probe.name(),
                        collector.map(Instrument::name).orElse(""),
                        FIRST_PORT + number,
                        TIMING,
                        Optional.empty())
                .withWishes(
                        new InstrumentWishes(Map.of(), Optional.of(wire.name()), Optional.empty(), true, false, false));
        OverlayPlan plan = Planner.lightweight(topology, options, ALL);
        Deployment wanted =
                Deployment.planned(String.format("%012x", 0xabc000 + number), Map.of(), topology, plan, ALL);
        new Deployer(state, nodes, Progress.SILENT).deploy(wanted);
        reader = new CollectorReader(standing(), RecordReaders.builtIn(), nodes);
        reader.begin();
    }

    private Deployment standing() throws Exception {
        return state.read().orElseThrow();
    }

    /** What was stored until now. */
    Counts read() {
        Counts counts = new Counts();
        for (FlowRecord flow : reader.records(FlowFilter.ALL)) {
            FlowKey key = flow.key();
            String to = key.to().toString();
            String from = key.from().toString();
            boolean six = from.contains(":");
            boolean spoofed = from.equals("10.77.0.8") || from.equals("fd77::8");
            int port = key.toPort().orElse(0);
            String kind = Counts.kind(key.protocol(), port, six, spoofed);
            String apart =
                    switch (kind.substring(0, kind.indexOf(' '))) {
                        case "macs" -> key.fromMac().orElse("") + key.toMac().orElse("");
                        case "tos" -> String.valueOf(key.tos().orElse(-1));
                        case "icmp" -> key.icmp().toString();
                        case "flows" -> String.valueOf(key.fromPort().orElse(-1));
                        default -> "";
                    };
            boolean ours = to.startsWith("10.77.") || to.startsWith("fd77:");
            counts.add(ours ? kind : "other", flow.packets(), flow.bytes(), apart);
        }
        return counts;
    }

    /** What could not be read. */
    Map<String, String> unread() {
        return reader.unread();
    }

    /** What runs, and what its counters say. */
    List<Status.Line> status() throws Exception {
        return Status.read(standing(), nodes);
    }

    /** The probe's processes. */
    List<ProcessHandle> processes() throws Exception {
        List<ProcessHandle> all = new ArrayList<>();
        for (JournalEntry entry : standing().journal().standing()) {
            if (entry.daemon().kind() == Instrument.Kind.PROBE) {
                Path folder =
                        Path.of(entry.folder().replace("/var/tmp", nodes.disk().toString()));
                long pid = Long.parseLong(
                        Files.readString(folder.resolve("pid")).strip().split(" ")[0]);
                ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
                all.add(first);
                first.descendants().forEach(all::add);
            }
        }
        return all;
    }

    /** Removes it; how much is left. */
    int remove() throws Exception {
        return state == null || state.read().isEmpty()
                ? 0
                : new Teardown(state, nodes, Progress.SILENT)
                        .teardown(standing())
                        .leftovers();
    }
}
