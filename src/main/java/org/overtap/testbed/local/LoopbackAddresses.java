package org.overtap.testbed.local;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An address in 127.0.0.0/8 (RFC 6890: a host's own) for each node, so that records tell by their exporter whose they
 * are, although each node has but its own loopback interface. A node keeps its address whoever else comes or goes,
 * unless two names fall on one.
 */
final class LoopbackAddresses {
    private static final int FIRST_BLOCK = 64;
    private static final int HOSTS = 254;

    private LoopbackAddresses() {}

    /** By node. */
    static Map<String, String> of(Collection<String> nodes) {
        Map<String, String> addresses = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (String node : new TreeSet<>(nodes)) {
            int hash = node.hashCode() * 0x9E3779B1 >>> 2;
            while (!taken.add(text(hash))) {
                hash++;
            }
            addresses.put(node, text(hash));
        }
        return addresses;
    }

    private static String text(int hash) {
        return "127." + (FIRST_BLOCK + (hash >>> 16 & 0x3f)) + "." + (hash >>> 8 & 0xff) + "."
                + (1 + (hash & 0xff) % HOSTS);
    }
}
