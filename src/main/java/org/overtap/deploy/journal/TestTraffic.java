package org.overtap.deploy.journal;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;

/**
 * Packets that were sent over the experiment only to see whether the overlay records them. It is remembered with the
 * deployment, so that they can be left out of the data.
 *
 * @param addresses the addresses that they went between
 * @param protocol their IP protocol
 * @param tos their type of service byte, or traffic class
 * @param packetBytes IP bytes of each of them
 */
public record TestTraffic(Set<IpAddress> addresses, int protocol, int tos, int packetBytes) {
    public TestTraffic {
        if (addresses == null || addresses.isEmpty() || packetBytes < 1) {
            throw new TopologyException("test traffic needs addresses and the size of its packets");
        }
        addresses = Collections.unmodifiableSet(new TreeSet<>(addresses));
    }
}
