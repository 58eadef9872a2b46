package org.overtap.testbed.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.listing.IpAddrParser;
import org.overtap.topology.listing.LocalInterface;

/**
 * A namespace as it was read.
 *
 * @param inode what tells it from every other
 * @param handle a file by which it can be entered
 * @param ports its interfaces
 * @param known the inodes of other namespaces, by the numbers that this one knows them by
 */
record NamespaceFacts(String inode, String handle, List<WiredPort> ports, Map<Integer, String> known) {
    NamespaceFacts {
        ports = List.copyOf(ports);
        known = Map.copyOf(known);
    }

    /**
     * Reads what {@code ip -j -d addr} and {@code ip -j netns list-id} print there, where each namespace's name is its
     * inode.
     *
     * @throws TopologyException if that is not what they print
     */
    static NamespaceFacts parse(String inode, String handle, String interfaces, String ids) {
        Map<String, LocalInterface> locals = IpAddrParser.parse(handle, interfaces).stream()
                .collect(Collectors.toMap(LocalInterface::name, Function.identity(), (one, other) -> one));
        List<WiredPort> ports = new ArrayList<>();
        for (JsonNode row : rows(handle, interfaces)) {
            LocalInterface local = locals.get(row.path("ifname").asText(""));
            if (local != null) {
                JsonNode other = row.path("link_netnsid");
                ports.add(new WiredPort(
                        inode,
                        row.path("ifindex").asInt(0),
                        row.path("link_index").asInt(0),
                        other.isInt() ? OptionalInt.of(other.asInt()) : OptionalInt.empty(),
                        local.kind().equals("vlan")
                                ? row.path("linkinfo")
                                        .path("info_data")
                                        .path("id")
                                        .asInt(0)
                                : 0,
                        row.path("linkinfo")
                                        .path("info_data")
                                        .path("vlan_filtering")
                                        .asInt(0)
                                == 1,
                        TunnelEnd.of(local.kind(), row.path("linkinfo").path("info_data")),
                        local));
            }
        }
        Map<Integer, String> known = new HashMap<>();
        for (JsonNode row : rows(handle, ids)) {
            if (row.path("nsid").isInt() && row.path("name").isTextual()) {
                known.put(row.path("nsid").asInt(), row.path("name").asText());
            }
        }
        return new NamespaceFacts(inode, handle, ports, known);
    }

    private static JsonNode rows(String handle, String json) {
        try {
            return JsonDocument.mapper().readTree(json.isBlank() ? "[]" : json);
        } catch (JsonProcessingException e) {
            throw new TopologyException("namespace " + handle + ": 'ip -j' printed no JSON", e);
        }
    }

    Optional<WiredPort> port(int index) {
        return ports.stream().filter(port -> port.index() == index).findFirst();
    }

    Optional<WiredPort> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** Whether it has that address. */
    boolean has(IpAddress address) {
        return ports.stream().anyMatch(port -> port.local().has(address));
    }

    /** Whether something in it can send to itself. */
    boolean hasLoopback() {
        return ports.stream()
                .anyMatch(port -> port.local().isLoopback() && port.local().up());
    }
}
