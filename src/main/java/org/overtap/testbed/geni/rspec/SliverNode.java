package org.overtap.testbed.geni.rspec;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.IpAddress;
import org.overtap.topology.xml.XmlElement;

/**
 * A node of a manifest.
 *
 * @param element where it stands, for complaints
 * @param name its {@code client_id}
 * @param kind what it is
 * @param sliver its sliver id; absent where this aggregate does not have it
 * @param aggregate the URN of the aggregate that has it
 * @param machine the testbed's name for the machine; several nodes may share a physical one
 * @param hardware the hardware type; empty if not told
 * @param image the disk image's name; empty if not told
 * @param address its address on the control network, if told
 * @param logins who may log in, and where
 * @param ports its interfaces on links
 * @param pipes what a bridge does to traffic
 */
public record SliverNode(
        XmlElement element,
        String name,
        SliverKind kind,
        Optional<String> sliver,
        String aggregate,
        String machine,
        String hardware,
        String image,
        Optional<IpAddress> address,
        List<SliverLogin> logins,
        List<SliverPort> ports,
        List<SliverPipe> pipes) {
    public SliverNode {
        logins = List.copyOf(logins);
        ports = List.copyOf(ports);
        pipes = List.copyOf(pipes);
    }

    /** Whether somebody can log in on it. */
    public boolean enterable() {
        return !logins.isEmpty() && (kind == SliverKind.HOST || kind == SliverKind.BRIDGE);
    }

    /** A node is known by its name and its sliver. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SliverNode node && name.equals(node.name) && sliver.equals(node.sliver);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
