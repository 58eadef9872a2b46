package org.overtap.testbed.local.vswitch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * Tables as {@code ovs-vsctl --format=json list TABLE} prints them (RFC 7047, 5.1: a set is {@code ["set",[..]]}, but a
 * set of one is that one alone; a map is {@code ["map",[[k,v]]]}, a reference {@code ["uuid","..."]}).
 */
public final class SwitchRows {
    /** The column of its rows in which we say whose they are. */
    private static final String OURS = "overtap";

    private static final List<String> EXPORTERS = List.of("netflow", "ipfix", "sflow");

    private final Map<String, Map<String, Map<String, JsonNode>>> tables = new HashMap<>();

    /**
     * Takes a table in.
     *
     * @throws TopologyException if the text is none
     */
    public void add(String table, String json) {
        JsonNode read;
        try {
            read = JsonDocument.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new TopologyException("'ovs-vsctl --format=json list " + table + "' printed no JSON", e);
        }
        if (!read.path("headings").isArray() || !read.path("data").isArray()) {
            throw new TopologyException("'ovs-vsctl --format=json list " + table + "' printed no table");
        }
        List<String> headings = new ArrayList<>();
        read.path("headings").forEach(heading -> headings.add(heading.asText()));
        Map<String, Map<String, JsonNode>> rows = new TreeMap<>();
        for (JsonNode row : read.path("data")) {
            Map<String, JsonNode> columns = new HashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                columns.put(headings.get(i), row.path(i));
            }
            rows.put(texts(columns.get("_uuid")).stream().findFirst().orElse("" + rows.size()), columns);
        }
        tables.put(table, rows);
    }

    /** The bridges, by name. */
    public List<VirtualSwitch> switches() {
        return rows("Bridge").values().stream()
                .map(this::bridge)
                .sorted(Comparator.comparing(VirtualSwitch::name))
                .toList();
    }

    private VirtualSwitch bridge(Map<String, JsonNode> row) {
        List<VirtualSwitch.Port> ports = texts(row.get("ports")).stream()
                .map(rows("Port")::get)
                .filter(port -> port != null && !isOurs(port))
                .map(this::port)
                .sorted(Comparator.comparing(VirtualSwitch.Port::name))
                .toList();
        Set<String> exporters = EXPORTERS.stream()
                .filter(column -> texts(row.get(column)).stream().anyMatch(uuid -> !isOurs(exporter(column, uuid))))
                .collect(Collectors.toCollection(TreeSet::new));
        long mirrors = texts(row.get("mirrors")).stream()
                .map(rows("Mirror")::get)
                .filter(mirror -> mirror != null && !isOurs(mirror))
                .count();
        return new VirtualSwitch(text(row, "name"), ports, (int) mirrors, exporters);
    }

    private Map<String, JsonNode> exporter(String column, String uuid) {
        return tables.keySet().stream()
                .filter(table -> table.equalsIgnoreCase(column))
                .map(table -> rows(table).getOrDefault(uuid, Map.of()))
                .findFirst()
                .orElse(Map.of());
    }

    private VirtualSwitch.Port port(Map<String, JsonNode> row) {
        Map<String, JsonNode> its = texts(row.get("interfaces")).stream()
                .map(rows("Interface")::get)
                .filter(one -> one != null)
                .findFirst()
                .orElse(Map.of());
        List<String> tag = texts(row.get("tag"));
        String mode = texts(row.get("vlan_mode")).stream().findFirst().orElse(tag.isEmpty() ? "trunk" : "access");
        return new VirtualSwitch.Port(
                text(row, "name"),
                mode,
                tag.isEmpty() || mode.equals("trunk") ? 0 : vlan(tag.get(0)),
                texts(row.get("trunks")).stream().map(SwitchRows::vlan).collect(Collectors.toSet()),
                text(its, "type"),
                map(its.get("options")));
    }

    private static int vlan(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TopologyException("'ovs-vsctl --format=json list Port' tells of a VLAN " + text, e);
        }
    }

    private static boolean isOurs(Map<String, JsonNode> row) {
        return map(row.get("external_ids")).containsKey(OURS);
    }

    private Map<String, Map<String, JsonNode>> rows(String table) {
        return tables.getOrDefault(table, Map.of());
    }

    private static String text(Map<String, JsonNode> row, String column) {
        return texts(row.get(column)).stream().findFirst().orElse("");
    }

    /** The values of a set, or of what is no set, as text. */
    private static List<String> texts(JsonNode value) {
        if (value == null) {
            return List.of();
        }
        if (value.isArray() && value.path(0).asText().equals("set")) {
            List<String> all = new ArrayList<>();
            value.path(1).forEach(one -> all.addAll(texts(one)));
            return all;
        }
        return List.of(value.isArray() ? value.path(1).asText() : value.asText());
    }

    private static Map<String, String> map(JsonNode value) {
        Map<String, String> all = new TreeMap<>();
        if (value != null && value.path(0).asText().equals("map")) {
            value.path(1)
                    .forEach(pair -> all.put(pair.path(0).asText(), pair.path(1).asText()));
        }
        return all;
    }
}
