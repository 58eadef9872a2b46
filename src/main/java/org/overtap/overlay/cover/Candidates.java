package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.placement.Placement;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/**
 * Who may be chosen, by number: every node, which then watches all that it can; after them each segment that a switch
 * can show, since each takes an exporter or a mirror of its own and costs as much as the switch does.
 */
public final class Candidates {
    private final List<String> nodes;
    private final List<Segment> shown = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> showing = new HashMap<>();

    private Candidates(Topology topology) {
        this.nodes = topology.nodes().stream().map(Node::name).toList();
        nodes.forEach(name -> ids.put(name, ids.size()));
        for (Segment segment : topology.segments()) {
            if (segment.carrier().filter(CarryingSwitch::shows).isPresent()) {
                showing.put(segment.name(), nodes.size() + shown.size());
                shown.add(segment);
            }
        }
    }

    public static Candidates of(Topology topology) {
        return new Candidates(topology);
    }

    public int size() {
        return nodes.size() + shown.size();
    }

    /** The numbers of the nodes, by name. */
    public Map<String, Integer> nodes() {
        return ids;
    }

    /** The segments that switches can show, in the order of their candidates, which come after the nodes. */
    List<Segment> shown() {
        return shown;
    }

    /** The node behind a candidate. */
    public String node(int candidate) {
        return candidate < nodes.size()
                ? nodes.get(candidate)
                : shown.get(candidate - nodes.size()).carrier().orElseThrow().node();
    }

    /** The candidate that watches there. */
    public int at(VantagePoint vantage) {
        int show = showing.getOrDefault(vantage.segment(), -1);
        return show >= 0 && node(show).equals(vantage.node()) ? show : ids.get(vantage.node());
    }

    /** The candidate by which a node watches a segment. */
    int at(String node, String segment) {
        int show = showing.getOrDefault(segment, -1);
        return show >= 0 && node(show).equals(node) ? show : ids.get(node);
    }

    /** The nodes of the chosen candidates, by name. */
    public Set<String> names(Placement placement) {
        Set<String> chosen = new TreeSet<>();
        for (int candidate : placement.chosen()) {
            chosen.add(node(candidate));
        }
        return chosen;
    }

    /** Which vantage points the chosen candidates watch. */
    public Predicate<VantagePoint> watched(Placement placement) {
        BitSet chosen = placement.asBitSet();
        return vantage -> chosen.get(at(vantage));
    }
}
