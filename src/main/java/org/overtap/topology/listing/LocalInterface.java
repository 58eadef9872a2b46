package org.overtap.topology.listing;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;

/**
 * An interface as its own node's operating system tells of it.
 *
 * @param name the operating system's name
 * @param type the link layer: {@code ether}, {@code loopback}, {@code none} and so on
 * @param kind the sort of virtual interface ({@code veth}, {@code bridge}, {@code vlan}); empty for hardware
 * @param mac twelve lower-case hex digits with colons, if it is Ethernet
 * @param mtu largest packet in bytes
 * @param up whether it is switched on and has a carrier
 * @param master the bridge or bond that it is a port of, if it is one
 * @param addresses its addresses that are meant to stay, of both families, link-local ones of IPv6 left out
 * @param linkLocal its link-local addresses of IPv6
 */
public record LocalInterface(
        String name,
        String type,
        String kind,
        Optional<String> mac,
        int mtu,
        boolean up,
        Optional<String> master,
        List<InterfaceAddress> addresses,
        List<IpAddress> linkLocal) {
    public LocalInterface {
        addresses = List.copyOf(addresses);
        linkLocal = List.copyOf(linkLocal);
    }

    /** Whether it is the loopback interface. */
    public boolean isLoopback() {
        return type.equals("loopback");
    }

    /** Whether it has that address. */
    public boolean has(IpAddress address) {
        return linkLocal.contains(address)
                || addresses.stream().anyMatch(own -> own.ip().equals(address));
    }
}
