package org.overtap.testbed.emulab.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.IpAddress;
import org.overtap.topology.listing.LocalInterface;

/**
 * What a node itself told.
 *
 * @param node its name
 * @param rows its delay_mapping; empty if it has none
 * @param shaping what it shapes now; empty if it shapes nothing or does not tell
 * @param interfaces its interfaces; one that lists them in an old form tells no addresses
 * @param vlans the names of its VLAN interfaces, by address
 */
public record NodeFacts(
        String node,
        List<DelayRow> rows,
        List<PresentShaping> shaping,
        List<LocalInterface> interfaces,
        Map<String, String> vlans) {
    public NodeFacts {
        rows = List.copyOf(rows);
        shaping = List.copyOf(shaping);
        interfaces = List.copyOf(interfaces);
        vlans = Map.copyOf(vlans);
    }

    /** Whether it has an interface of that name. */
    boolean has(String iface) {
        return find(iface).isPresent();
    }

    /** That interface's MAC, if it has one. */
    Optional<String> mac(String iface) {
        return find(iface).flatMap(LocalInterface::mac);
    }

    private Optional<LocalInterface> find(String iface) {
        return interfaces.stream().filter(own -> own.name().equals(iface)).findFirst();
    }

    /**
     * The node's own interface of that MAC: where several have it (a bridge has that of a port, a VLAN that of its
     * parent) the one with the address, else the first by name.
     */
    Optional<LocalInterface> byMac(String mac, Optional<IpAddress> address) {
        return interfaces.stream()
                .filter(own -> own.mac().equals(Optional.of(mac)))
                .min(Comparator.<LocalInterface, Boolean>comparing(
                                own -> !address.map(own::has).orElse(false))
                        .thenComparing(LocalInterface::name));
    }

    /** The node's own interface with that address. */
    Optional<LocalInterface> byAddress(IpAddress address) {
        return interfaces.stream()
                .filter(own -> !own.isLoopback() && own.has(address))
                .findFirst();
    }
}
