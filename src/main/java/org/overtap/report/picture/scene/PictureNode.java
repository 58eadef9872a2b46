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
 * @param stands for how many nodes it stands: 1, or those of a part of a large network
 * @param probing how many of those run a probe
 */
public record PictureNode(
        String name,
        Optional<String> label,
        NodeKind kind,
        List<Port> ports,
        List<OverlayPlan.Probe> probes,
        Optional<OverlayPlan.Collector> collector,
        int stands,
        int probing) {
    public PictureNode {
        ports = List.copyOf(ports);
        probes = List.copyOf(probes);
    }

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
