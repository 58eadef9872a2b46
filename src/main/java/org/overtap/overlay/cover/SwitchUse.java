package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.SwitchLimits;
import org.overtap.topology.Topology;

/** What is asked of each switch, within how much it can show at once. */
public final class SwitchUse {
    private final Topology topology;
    private final Map<String, List<List<CarryingSwitch.Means>>> used = new HashMap<>();

    SwitchUse(Topology topology) {
        this.topology = topology;
    }

    /** The switches on which nothing can be seen: no segment is shown by them, and no probe runs there. */
    public static Set<String> mute(Topology topology) {
        Set<String> mute = new HashSet<>();
        topology.nodes().stream().filter(node -> node.role() == Role.SWITCH).forEach(node -> mute.add(node.name()));
        topology.segments().stream()
                .flatMap(segment -> segment.carrier().stream())
                .filter(CarryingSwitch::shows)
                .forEach(carrier -> mute.remove(carrier.node()));
        return mute;
    }

    public static SwitchLimits limits(Topology topology, String node) {
        return topology.node(node).flatMap(Node::limits).orElse(SwitchLimits.NONE);
    }

    /**
     * Asks for a segment; does nothing and returns false if its switch cannot show it besides what was asked before.
     */
    boolean take(CarryingSwitch carrier) {
        List<List<CarryingSwitch.Means>> all = new ArrayList<>(used.getOrDefault(carrier.node(), List.of()));
        all.add(carrier.means());
        if (!carrier.shows() || !limits(topology, carrier.node()).allow(all)) {
            return false;
        }
        used.put(carrier.node(), all);
        return true;
    }

    /**
     * By what means a switch shows each of these segments, which it can all show at once. Whatever can be exported is,
     * as long as there are exporters: a mirror needs a probe behind it.
     */
    public static Map<String, CarryingSwitch.Means> means(SwitchLimits limits, List<Segment> segments) {
        Map<String, CarryingSwitch.Means> chosen = new LinkedHashMap<>();
        int exporters = limits.exports().orElse(Integer.MAX_VALUE);
        List<Segment> pickyFirst = segments.stream()
                .sorted(Comparator.comparing(
                        s -> s.carrier().orElseThrow().means().size()))
                .toList();
        for (Segment segment : pickyFirst) {
            boolean export =
                    segment.carrier().orElseThrow().means().contains(CarryingSwitch.Means.EXPORT) && exporters > 0;
            exporters -= export ? 1 : 0;
            chosen.put(segment.name(), export ? CarryingSwitch.Means.EXPORT : CarryingSwitch.Means.MIRROR);
        }
        return chosen;
    }

    /**
     * The topology with switches that show no more than they can at once: the largest segments. For searches that know
     * no quotas. The same object where nothing is too much.
     */
    public static Topology granted(Topology topology) {
        SwitchUse use = new SwitchUse(topology);
        Set<String> refused = new HashSet<>();
        topology.segments().stream()
                .filter(s -> s.carrier().filter(CarryingSwitch::shows).isPresent())
                .sorted(Comparator.comparing(s -> -s.members().size()))
                .filter(s -> !use.take(s.carrier().orElseThrow()))
                .forEach(s -> refused.add(s.name()));
        if (refused.isEmpty()) {
            return topology;
        }
        List<Segment> segments = topology.segments().stream()
                .map(s -> refused.contains(s.name()) ? dark(s) : s)
                .toList();
        return new Topology(topology.experiment(), topology.nodes(), segments, topology.findings(), topology.routes());
    }

    private static Segment dark(Segment segment) {
        Optional<CarryingSwitch> dark = segment.carrier().map(c -> new CarryingSwitch(c.node(), c.iface(), List.of()));
        return segment instanceof Lan lan
                ? new Lan(lan.name(), lan.medium(), lan.members(), lan.shapers(), dark)
                : new Link(segment.name(), segment.members(), segment.shapers(), dark);
    }
}
