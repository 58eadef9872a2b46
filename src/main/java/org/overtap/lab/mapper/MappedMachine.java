package org.overtap.lab.mapper;

import java.util.List;
import java.util.Optional;

/**
 * A physical machine that plays a node, a bridge or a shaper.
 *
 * @param name the name the boss knows it by; of a shaper, the first of its virtual delays only
 * @param nodeId which machine, such as pc101
 * @param kind what it plays
 * @param type its hardware
 * @param os the image on it
 * @param ports its experimental interfaces in order, eth1 first
 */
public record MappedMachine(String name, NodeId nodeId, Kind kind, String type, String os, List<Port> ports) {
    /** What a machine plays. */
    public enum Kind {
        NODE,
        BRIDGE,
        SHAPER
    }

    /**
     * An experimental interface.
     *
     * @param iface its name, eth1 and so on
     * @param mac twelve lower-case hexadecimal digits
     * @param ip dotted address; empty on a shaper or bridge
     * @param mask dotted netmask; empty likewise
     * @param aliases further addresses with the same mask
     * @param lan the segment it is on
     * @param mbps the speed the network card has there
     */
    public record Port(String iface, String mac, String ip, String mask, List<String> aliases, String lan, long mbps) {
        public Port {
            aliases = List.copyOf(aliases);
        }
    }

    public MappedMachine {
        ports = List.copyOf(ports);
    }

    /** The port on a segment; of two there, the first. */
    Optional<Port> on(String lan) {
        return ports.stream().filter(port -> port.lan().equals(lan)).findFirst();
    }

    /** Nodes route between their segments; the others only pass frames on. */
    public boolean hasAddresses() {
        return kind == Kind.NODE;
    }
}
