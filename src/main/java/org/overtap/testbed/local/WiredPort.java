package org.overtap.testbed.local;

import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.topology.listing.LocalInterface;

/**
 * An interface of a namespace, with what it is wired to.
 *
 * @param namespace the namespace's inode
 * @param index its number there
 * @param link the number of the interface that it belongs to, a veth's other end for instance; 0 if there is none
 * @param linkNamespace the number by which its namespace knows the one that has the link; absent if that is its own
 * @param vlan the VLAN whose frames it has of the interface that it belongs to; 0 if it is none such
 * @param filters whether it is a bridge that keeps VLANs apart
 * @param tunnel what encapsulates and takes out what passes it, if anything does
 * @param local what else is told of it
 */
record WiredPort(
        String namespace,
        int index,
        int link,
        OptionalInt linkNamespace,
        int vlan,
        boolean filters,
        Optional<TunnelEnd> tunnel,
        LocalInterface local) {
    /** What tells it from every other. */
    String key() {
        return namespace + "/" + index;
    }

    String name() {
        return local.name();
    }
}
