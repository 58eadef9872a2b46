package org.overtap.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * One process of a deployment.
 *
 * @param node the node on which it runs
 * @param name its folder's name there, unlike that of any other process on the node
 * @param target what it listens on, for people: an interface or a port
 * @param instrument which daemon
 * @param values what its templates are filled with
 */
public record Daemon(String node, String name, String target, Instrument instrument, Map<String, String> values) {
    /** Room before and after an address in a filter would be wasted: one flow scan a second finds idle flows in time. */
    private static final String SCAN_SECONDS = "1";

    /** The collectors of a plan, in the plan's order. */
    public static List<Daemon> collectors(Topology topology, OverlayPlan plan, InstrumentCatalogue instruments) {
        List<Daemon> all = new ArrayList<>();
        for (OverlayPlan.Collector collector : plan.collectors()) {
            Instrument instrument = instruments.get(collector.instrument(), Instrument.Kind.COLLECTOR);
            Map<String, String> values = new TreeMap<>();
            values.put("program", instrument.program());
            values.put("address", control(topology, collector.node()));
            values.put("port", String.valueOf(collector.port()));
            values.put("rotate", String.valueOf(plan.timing().rotate()));
            all.add(new Daemon(
                    collector.node(), "collector", "udp port " + collector.port(), instrument, Map.copyOf(values)));
        }
        return all;
    }

    /** The probes of a plan, one for each interface that it watches. */
    public static List<Daemon> probes(Topology topology, OverlayPlan plan, InstrumentCatalogue instruments) {
        List<Daemon> all = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            Instrument instrument = instruments.get(probe.instrument(), Instrument.Kind.PROBE);
            OverlayPlan.Collector collector = plan.collector(probe.collector())
                    .orElseThrow(() -> new PlanException("the probe on " + probe.node() + " reports to "
                            + probe.collector() + ", but the plan has no collector there"));
            for (OverlayPlan.Watched watched : probe.interfaces()) {
                all.add(new Daemon(
                        probe.node(),
                        "probe-" + watched.engine(),
                        watched.name(),
                        instrument,
                        probeValues(topology, plan, probe, collector, watched, instrument)));
            }
        }
        return all;
    }

    private static Map<String, String> probeValues(
            Topology topology,
            OverlayPlan plan,
            OverlayPlan.Probe probe,
            OverlayPlan.Collector collector,
            OverlayPlan.Watched watched,
            Instrument instrument) {
        String receiver = control(topology, collector.node());
        Map<String, String> values = new TreeMap<>();
        values.put("program", instrument.program());
        values.put("interface", watched.name());
        values.put("filter", "not (host " + receiver + " and udp port " + collector.port() + ")");
        values.put("collector", receiver);
        values.put("port", String.valueOf(collector.port()));
        values.put("source", control(topology, probe.node()));
        values.put("engine", String.valueOf(watched.engine()));
        values.put("idle", String.valueOf(plan.timing().idle()));
        values.put("active", String.valueOf(plan.timing().active()));
        values.put("scan", SCAN_SECONDS);
        return Map.copyOf(values);
    }

    /** The node's control address, which the plan needs wherever records travel. */
    static String control(Topology topology, String node) {
        return topology.node(node)
                .flatMap(Node::control)
                .orElseThrow(() -> new PlanException("node " + node + " has no known address on the control network"));
    }

    /** Its start command, one word an element. */
    public List<String> argv() {
        return instrument.argv(values);
    }

    /** Its configuration file's text; empty if it reads none. */
    public String config() {
        return instrument.config().map(file -> file.render(values)).orElse("");
    }
}
