package org.overtap.testbed.emulab;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node itself told.
 *
 * @param node its name
 * @param rows its delay_mapping; empty if it has none
 * @param interfaces its interfaces, each with its MAC if it has one
 * @param vlans the names of its VLAN interfaces, by address
 */
record NodeReading(
        String node, List<DelayRow> rows, Map<String, Optional<String>> interfaces, Map<String, String> vlans) {
    NodeReading {
        rows = List.copyOf(rows);
        interfaces = Map.copyOf(interfaces);
        vlans = Map.copyOf(vlans);
    }

    /** The name by which the node itself knows the interface of that MAC. */
    Optional<String> nameOf(String mac) {
        return interfaces.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Optional.of(mac)))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
