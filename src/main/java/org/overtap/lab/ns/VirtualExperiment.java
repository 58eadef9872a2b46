package org.overtap.lab.ns;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a script describes: the rows of every table, columns and values as the parser writes them.
 *
 * @param pid the project
 * @param eid the experiment
 * @param tables rows by table name ({@code virt_nodes}, {@code virt_lans}, ...), all in the parser's order
 */
public record VirtualExperiment(String pid, String eid, Map<String, List<Map<String, String>>> tables) {

    public VirtualExperiment {
        Map<String, List<Map<String, String>>> copy = new LinkedHashMap<>();
        tables.forEach((name, rows) -> copy.put(name, copyOf(rows)));
        tables = Collections.unmodifiableMap(copy);
    }

    private static List<Map<String, String>> copyOf(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                .toList();
    }

    /** The rows of a table, none when nothing was written to it. */
    public List<Map<String, String>> rows(String table) {
        return tables.getOrDefault(table, List.of());
    }

    /** One row for each node, bridges included. */
    public List<Map<String, String>> nodes() {
        return rows("virt_nodes");
    }

    /** One row for each member of each link and LAN. */
    public List<Map<String, String>> lans() {
        return rows("virt_lans");
    }
}
