package org.overtap.overlay.flows;

import org.overtap.topology.IpAddress;

/** Which way each node sends packets: for each node the number of its hop, or none. */
interface Trees {
    /** Towards a host of which no address is known. */
    int[] towards(String host);

    /** Towards an address that a host has on that interface. */
    int[] towards(String host, String iface, IpAddress address);
}
