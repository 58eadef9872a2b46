package org.overtap.testbed.geni.rspec;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.InterfaceAddress;

/**
 * An interface as a manifest tells it. What the operating system calls it is not told: the part of {@code component_id}
 * behind the colon is a port of the testbed's database, and may be {@code lo0} or stand twice.
 *
 * @param id its {@code client_id}, {@code node:if0} or anything else
 * @param sliver its sliver id, if it has one
 * @param component its {@code component_id}; empty if not told
 * @param mac twelve lower-case hex digits with colons; absent where none is told, or only zeros
 * @param addresses its addresses
 */
public record SliverPort(
        String id, Optional<String> sliver, String component, Optional<String> mac, List<InterfaceAddress> addresses) {
    public SliverPort {
        addresses = List.copyOf(addresses);
    }

    /** The part of its id behind the node's name: what it is called as long as its node does not tell. */
    public String shortName() {
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
