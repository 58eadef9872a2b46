package org.overtap.overlay.taps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * The topology as it will be once the taps are in: a tap is a transparent node with two ports on a segment, as a
 * shaper is. Which tap shares a node with which is a guess here, since the testbed decides; the number of nodes is not.
 */
final class TappedTopology {
    private final Topology topology;
    private final int nicsPerNode;
    private final Set<String> taken;
    private final List<Integer> used = new ArrayList<>();
    private final Map<String, List<Shaper>> added = new HashMap<>();

    private TappedTopology(Topology topology, int nicsPerNode) {
        this.topology = topology;
        this.nicsPerNode = nicsPerNode;
        this.taken = topology.nodes().stream().map(Node::name).collect(Collectors.toSet());
    }

    static Topology of(Topology topology, List<TapSelection.Tap> taps, int nicsPerNode) {
        TappedTopology tapped = new TappedTopology(topology, nicsPerNode);
        taps.forEach(tapped::ports);
        return tapped.build();
    }

    private void ports(TapSelection.Tap tap) {
        for (Endpoint member : tap.at()) {
            int node = nodeWithRoom();
            int first = use(node);
            add(tap.segment(), node, first, first + 1, member);
        }
    }

    private void add(String segment, int node, int near, int far, Endpoint member) {
        added.computeIfAbsent(segment, s -> new ArrayList<>())
                .add(new Shaper(name(node), "eth" + near, "eth" + far, member));
    }

    private int nodeWithRoom() {
        for (int node = 0; node < used.size(); node++) {
            if (used.get(node) + 2 <= nicsPerNode) {
                return node;
            }
        }
        used.add(0);
        return used.size() - 1;
    }

    /** The first of two new ports of the node, counted from 1. */
    private int use(int node) {
        int first = used.get(node) + 1;
        used.set(node, used.get(node) + 2);
        return first;
    }

    /**
     * {@code tap0}, {@code tap1} and so on, with another word before the number where the experiment has such names.
     */
    private String name(int node) {
        String word = "tap";
        while (anyStartsWith(word)) {
            word = "x" + word;
        }
        return word + node;
    }

    private boolean anyStartsWith(String word) {
        return taken.stream().anyMatch(name -> name.matches(word + "[0-9]+"));
    }

    private Topology build() {
        List<Node> nodes = new ArrayList<>(topology.nodes());
        for (int node = 0; node < used.size(); node++) {
            List<Interface> ports = new ArrayList<>();
            for (int port = 1; port <= used.get(node); port++) {
                ports.add(Interface.named("eth" + port));
            }
            nodes.add(new Node(name(node), Role.TAP, Optional.empty(), ports));
        }
        List<Segment> segments =
                topology.segments().stream().map(this::withTaps).toList();
        return new Topology(topology.experiment(), nodes, segments, topology.findings());
    }

    private Segment withTaps(Segment segment) {
        List<Shaper> all = new ArrayList<>(segment.shapers());
        all.addAll(added.getOrDefault(segment.name(), List.of()));
        return segment instanceof Link
                ? new Link(segment.name(), segment.members(), all)
                : new Lan(segment.name(), segment.medium(), segment.members(), all);
    }
}
