package org.overtap.report.picture.scene;

import java.util.List;
import java.util.Optional;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * A node to be drawn.
 *
 * @param name as the topology and the plan know it
 * @param label what it is called besides
 * @param ports its interfaces on segments
 * @param probes its probes, of which there are several where they report to several collectors
 * @param collector what collects there
 * @param part of what it stands for, where it is a part of a large network and no single node
 */
public record PictureNode(
        String name,
        Optional<String> label,
        NodeKind kind,
        List<Port> ports,
        List<OverlayPlan.Probe> probes,
        Optional<OverlayPlan.Collector> collector,
        Optional<Part> part) {
    public PictureNode {
        ports = List.copyOf(ports);
        probes = List.copyOf(probes);
    }

    /** Whether a probe runs there. */
    public boolean observes() {
        return part.map(its -> its.probing() > 0).orElse(!probes.isEmpty());
    }

    /**
     * What is in a part of a large network.
     *
     * @param nodes how many nodes
     * @param probing how many of those run a probe
     * @param segments how many segments lie inside
     * @param unseen how many conversations on those nobody sees
     */
    public record Part(int nodes, int probing, int segments, long unseen) {}

    /**
     * An interface.
     *
     * @param segment the name of the segment it is on
     * @param addresses its addresses, as they are written
     */
    public record Port(String name, String segment, List<String> addresses) {
        public Port {
            addresses = List.copyOf(addresses);
        }
    }
}
