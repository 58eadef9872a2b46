package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.overtap.instrument.Arrival;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Health;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Needs;
import org.overtap.instrument.Output;
import org.overtap.instrument.PacketField;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.shell.ShellQuote;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * One instrument of a deployment, with everything filled in that must be known to check its node, to start it, to end
 * it, to ask for its counters and to read what it stores. A plain value: it can be written down and used without the
 * catalogue and the plan that it came from.
 *
 * @param node the node on which it runs
 * @param name its folder's name there, unlike that of any other daemon on the node
 * @param target what it listens on, for people: an interface or a port
 * @param instrument its instrument's name
 * @param kind probe or collector
 * @param needs what must be on the node
 * @param runs how it is started and ended
 * @param health how its counters are had
 * @param output what it stores; absent with a probe that sends its records
 * @param arrival how it is seen that a probe's first record arrives, if that is told within seconds
 * @param preserves what of a packet its records keep
 * @param source whose records these are, where it is a probe
 * @param collector the node of the collector that it sends to, where it is a probe that sends
 */
public record Daemon(
        String node,
        String name,
        String target,
        String instrument,
        Instrument.Kind kind,
        Needs needs,
        Runs runs,
        Health health,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Output> output,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Arrival> arrival,
        Set<PacketField> preserves,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Source> source,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> collector) {
    /** One flow scan a second finds idle flows in time. */
    private static final String SCAN_SECONDS = "1";

    public Daemon {
        output = output == null ? Optional.empty() : output;
        arrival = arrival == null ? Optional.empty() : arrival;
        source = source == null ? Optional.empty() : source;
        collector = collector == null ? Optional.empty() : collector;
        preserves = preserves == null ? Set.of() : Set.copyOf(preserves);
    }

    /**
     * By what a probe's records are told from those of others.
     *
     * @param exporter the address that they come from
     * @param engine the number that they carry
     * @param wire what must be known to read them, where the plan says that
     */
    public record Source(
            String exporter,
            int engine,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<OverlayPlan.Wire> wire) {
        public Source {
            wire = wire == null ? Optional.empty() : wire;
        }
    }

    /**
     * The collectors of a plan, in the plan's order. Each hears the plan's probes only, if its instrument can be told.
     *
     * @param exporters by node, the address that its records come from; where empty, its control address
     */
    public static List<Daemon> collectors(
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue instruments,
            Function<String, Optional<String>> exporters) {
        List<Daemon> all = new ArrayList<>();
        for (OverlayPlan.Collector collector : plan.collectors()) {
            Instrument instrument = instruments.get(collector.instrument(), Instrument.Kind.COLLECTOR);
            Map<String, String> values = common(plan, instrument, collector.node());
            values.put("address", control(topology, collector.node()));
            values.put("port", String.valueOf(collector.port()));
            collector.broker().ifPresent(broker -> values.putAll(broker.values()));
            List<Map<String, String>> each =
                    Hearing.of(plan, collector.node(), node -> source(topology, exporters, node));
            Runs runs = instrument.runs().filled(values).hearing(each);
            Hearing.requireShort(runs.either(Runs.Process::argv, setting -> List.of()), collector.node(), each.size());
            all.add(new Daemon(
                    collector.node(),
                    "collector",
                    collector.listensOn(),
                    instrument.name(),
                    instrument.kind(),
                    instrument.needs(),
                    runs,
                    instrument.health().filled(values),
                    instrument.output(),
                    instrument.arrival(),
                    instrument.preserves(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return all;
    }

    /**
     * The probes of a plan, one for each interface that it watches.
     *
     * @param exporters by node, the address that its records come from; where empty, its control address
     * @throws PlanException if a probe and its collector do not fit each other
     */
    public static List<Daemon> probes(
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue instruments,
            Function<String, Optional<String>> exporters) {
        return probes("", topology, plan, instruments, exporters);
    }

    /** As {@link #probes(Topology, OverlayPlan, InstrumentCatalogue, Function)}, of the deployment of that id. */
    static List<Daemon> probes(
            String deployment,
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue instruments,
            Function<String, Optional<String>> exporters) {
        List<Daemon> all = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            Instrument instrument = instruments.get(probe.instrument(), Instrument.Kind.PROBE);
            Optional<OverlayPlan.Collector> collector = collector(plan, probe);
            Optional<Instrument> receiver =
                    collector.map(c -> instruments.get(c.instrument(), Instrument.Kind.COLLECTOR));
            Map<String, String> values = common(plan, instrument, probe.node());
            values.putAll(timing(plan));
            values.put("deployment", deployment);
            values.put("filter", probe.filter().orElse(""));
            values.put("source", source(topology, exporters, probe.node()));
            collector.ifPresent(c -> values.putAll(sending(topology, c, probe.filter())));
            WireFormat wire = wire(probe, instrument, receiver);
            requireOneFamily(probe.node(), values.get("source"), Optional.ofNullable(values.get("collector")));
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                values.put("interface", SwitchMirror.listening(deployment, topology, instruments, probe, watched));
                values.put("engine", String.valueOf(watched.sourceId()));
                values.put("high", String.valueOf(watched.sourceId() >> 8));
                values.put("low", String.valueOf(watched.sourceId() & 0xff));
                values.putAll(wire.filled(values));
                all.add(new Daemon(
                        probe.node(),
                        "probe-" + watched.sourceId(),
                        watched.name(),
                        instrument.name(),
                        instrument.kind(),
                        instrument.needs(),
                        instrument.runs().filled(values),
                        instrument.health().filled(values),
                        instrument.output(),
                        instrument.arrival(),
                        instrument.preserves(),
                        Optional.of(new Source(values.get("source"), watched.sourceId(), probe.wire())),
                        probe.collector()));
            }
        }
        return all;
    }

    private static String source(Topology topology, Function<String, Optional<String>> exporters, String node) {
        return exporters.apply(node).orElseGet(() -> control(topology, node));
    }

    private static Optional<OverlayPlan.Collector> collector(OverlayPlan plan, OverlayPlan.Probe probe) {
        return probe.collector().map(node -> plan.collector(node)
                .orElseThrow(() -> new PlanException("the probe on " + probe.node() + " reports to " + node
                        + ", but the plan has no collector there")));
    }

    private static Map<String, String> common(OverlayPlan plan, Instrument instrument, String node) {
        Map<String, String> values = new TreeMap<>();
        values.put("program", instrument.program());
        values.put("node", node);
        values.put("rotate", String.valueOf(plan.timing().rotate()));
        return values;
    }

    /** The form that the plan names, which must still be what the descriptors make of it. */
    private static WireFormat wire(OverlayPlan.Probe probe, Instrument instrument, Optional<Instrument> receiver) {
        WireFormat wire = probe.wire()
                .map(OverlayPlan.Wire::format)
                .map(name -> instrument
                        .format(name)
                        .orElseThrow(() -> new PlanException("the probe on " + probe.node() + " is to speak " + name
                                + ", and " + instrument.name() + " does not: plan again")))
                .orElseGet(() -> Compatibility.usual(instrument, receiver));
        OverlayPlan.Wire made = OverlayPlan.Wire.of(wire, receiver);
        boolean same = probe.wire().map(made::equals).orElse(made.plain());
        if (!same) {
            throw new PlanException("what the plan says of the records of " + instrument.name() + " on " + probe.node()
                    + " (wire) is not what its description says: plan again with --probe " + instrument.name());
        }
        Compatibility.indistinct(
                        instrument,
                        wire,
                        receiver,
                        probe.node(),
                        probe.interfaces().size())
                .ifPresent(reason -> {
                    throw new PlanException(reason);
                });
        return wire;
    }

    private static Map<String, String> timing(OverlayPlan plan) {
        Map<String, String> values = new TreeMap<>();
        values.put("idle", String.valueOf(plan.timing().idle()));
        values.put("active", String.valueOf(plan.timing().active()));
        values.put("scan", SCAN_SECONDS);
        return values;
    }

    private static Map<String, String> sending(
            Topology topology, OverlayPlan.Collector collector, Optional<String> filter) {
        String receiver = control(topology, collector.node());
        return Map.of(
                "collector",
                receiver,
                "port",
                String.valueOf(collector.port()),
                "receiver",
                IpAddress.withPort(receiver, collector.port()),
                "filter",
                "not (host " + receiver + " and " + collector.listensOn() + ")"
                        + filter.map(its -> " and (" + its + ")").orElse(""));
    }

    private static void requireOneFamily(String node, String source, Optional<String> receiver) {
        Optional<IpFamily> from = IpAddress.parse(source).map(IpAddress::family);
        Optional<IpFamily> to = receiver.flatMap(IpAddress::parse).map(IpAddress::family);
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
            throw new PlanException("the probe on " + node + " sends from " + source
                    + " and its collector " + receiver.get()
                    + ": records cannot go from one family to the other; choose another collector");
        }
    }

    /** What is done with it, for people: {@code start PROBE on n1 (eth1)}. */
    public String titled(String verb) {
        return verb + " " + instrument + " on " + node + " (" + target + ")";
    }

    /** The same in a folder of that name. */
    Daemon in(String folder) {
        return new Daemon(
                node,
                folder,
                target,
                instrument,
                kind,
                needs,
                runs,
                health,
                output,
                arrival,
                preserves,
                source,
                collector);
    }

    /** Whether what it stores or sends is read as the other's is; of one that an earlier version started, as far as told. */
    boolean recordsAs(Daemon other) {
        return instrument.equals(other.instrument)
                && output.equals(other.output)
                && source.flatMap(Source::wire).equals(other.source.flatMap(Source::wire));
    }

    /** Whether it sends to the collector on that node; where an earlier version did not write that down, it may. */
    public boolean sendsTo(String itsNode) {
        return kind == Instrument.Kind.PROBE
                && (collector.isEmpty() ? output.isEmpty() : collector.get().equals(itsNode));
    }

    /** What ends it in that folder, for a dry run. */
    public List<String> ended(String folder) {
        return runs.either(
                process -> List.of("kill -" + process.stop().signal() + " $(cat " + folder + "/pid)"),
                setting -> setting.unset().stream().map(ShellQuote::line).toList());
    }

    /** The node's control address, which the plan needs wherever records travel. */
    static String control(Topology topology, String node) {
        return topology.node(node)
                .flatMap(Node::control)
                .orElseThrow(() -> new PlanException("node " + node + " has no known address on the control network"));
    }
}
