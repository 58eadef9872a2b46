package org.overtap.testbed.hosts.inventory;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.listing.LocalInterface;

/**
 * An interface of a host that may be on a segment of the experiment.
 *
 * @param node the host's node
 * @param local what the host told of it
 */
public record HostPort(String node, LocalInterface local) {
    public Endpoint endpoint() {
        return new Endpoint(node, local.name());
    }

    /** The subnets that it is on, in its addresses' order. */
    public List<IpPrefix> subnets() {
        return local.addresses().stream()
                .filter(HostPort::hasNeighbours)
                .map(InterfaceAddress::prefix)
                .distinct()
                .toList();
    }

    /** Its first address in that subnet. */
    public Optional<IpAddress> in(IpPrefix subnet) {
        return local.addresses().stream()
                .filter(address -> address.prefix().equals(subnet))
                .map(InterfaceAddress::ip)
                .findFirst();
    }

    /** Whether others could be on the link of that address, and are meant to be. */
    public static boolean hasNeighbours(InterfaceAddress address) {
        return address.length() < address.ip().family().bits()
                && !address.ip().isLinkLocal()
                && !address.ip().isLoopback();
    }

    public Interface toInterface() {
        return new Interface(local.name(), local.mac(), local.addresses(), local.linkLocal());
    }

    @Override
    public String toString() {
        return endpoint().toString();
    }
}
