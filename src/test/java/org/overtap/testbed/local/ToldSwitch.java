package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bridge of Open vSwitch as {@code ovs-vsctl --format=json} tells of it (RFC 7047). */
record ToldSwitch(
        String name, List<String> ports, List<String> interfaces, List<String> mirrors, List<String> exporters) {
    static ToldSwitch of(String name) {
        return new ToldSwitch(name, List.of(), List.of(), List.of(), List.of());
    }

    private static <T> List<T> plus(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    private ToldSwitch port(String port, String tag, String type, String options) {
        String row = "[%s,\"%s\",%s,%s,[\"set\",[]],[\"set\",[]],[\"map\",[]]]"
                .formatted(uuid("p-" + port), port, uuid("i-" + port), tag);
        String its = "[%s,\"%s\",\"%s\",[\"map\",[%s]]]".formatted(uuid("i-" + port), port, type, options);
        return new ToldSwitch(name, plus(ports, row), plus(interfaces, its), mirrors, exporters);
    }

    ToldSwitch port(String port) {
        return port(port, "[\"set\",[]]", "", "");
    }

    ToldSwitch port(String port, int tag) {
        return port(port, "" + tag, "", "");
    }

    ToldSwitch patch(String port, String peer) {
        return port(port, "[\"set\",[]]", "patch", "[\"peer\",\"" + peer + "\"]");
    }

    ToldSwitch tunnel(String port, String type, String key, String local, String remote) {
        return port(
                port,
                "[\"set\",[]]",
                type,
                "[\"key\",\"%s\"],[\"local_ip\",\"%s\"],[\"remote_ip\",\"%s\"]".formatted(key, local, remote));
    }

    ToldSwitch mirror(boolean ours) {
        return new ToldSwitch(name, ports, interfaces, plus(mirrors, marked("m" + mirrors.size(), ours)), exporters);
    }

    ToldSwitch exporter(String table, boolean ours) {
        return new ToldSwitch(
                name, ports, interfaces, mirrors, plus(exporters, table + " " + marked("e-" + table, ours)));
    }

    private String marked(String row, boolean ours) {
        return "[%s,[\"map\",[%s]]]".formatted(uuid(row), ours ? "[\"overtap\",\"0123abc\"]" : "");
    }

    private String uuid(String word) {
        return "[\"uuid\",\"" + name + "-" + word + "\"]";
    }

    private static String first(String row) {
        return row.substring(1, row.indexOf(']') + 1);
    }

    /** A set; of one that one alone. */
    private static String set(Stream<String> rows) {
        List<String> all = rows.map(ToldSwitch::first).toList();
        return all.size() == 1 ? all.get(0) : "[\"set\",[" + String.join(",", all) + "]]";
    }

    private String exporters(String table) {
        return set(exporters.stream().filter(row -> row.startsWith(table + " ")).map(row -> row.split(" ", 2)[1]));
    }

    private String row() {
        return "[%s,\"%s\",%s,%s,%s,%s,%s]"
                .formatted(
                        uuid("b"),
                        name,
                        set(ports.stream()),
                        set(mirrors.stream()),
                        exporters("NetFlow"),
                        exporters("IPFIX"),
                        exporters("sFlow"));
    }

    String rows() {
        return rows(this);
    }

    /** What is told of all of them, a table a line. */
    static String rows(ToldSwitch... all) {
        List<ToldSwitch> each = List.of(all);
        String marked = "\"_uuid\",\"external_ids\"";
        StringBuilder text = new StringBuilder();
        text.append(table(
                "Bridge",
                "\"_uuid\",\"name\",\"ports\",\"mirrors\",\"netflow\",\"ipfix\",\"sflow\"",
                each.stream().map(ToldSwitch::row)));
        text.append(table(
                "Port",
                "\"_uuid\",\"name\",\"interfaces\",\"tag\",\"trunks\",\"vlan_mode\",\"external_ids\"",
                each.stream().flatMap(its -> its.ports.stream())));
        text.append(table(
                "Interface",
                "\"_uuid\",\"name\",\"type\",\"options\"",
                each.stream().flatMap(its -> its.interfaces.stream())));
        text.append(table("Mirror", marked, each.stream().flatMap(its -> its.mirrors.stream())));
        for (String table : List.of("NetFlow", "IPFIX", "sFlow")) {
            text.append(table(
                    table,
                    marked,
                    each.stream()
                            .flatMap(its -> its.exporters.stream())
                            .filter(row -> row.startsWith(table + " "))
                            .map(row -> row.split(" ", 2)[1])));
        }
        return text.toString();
    }

    private static String table(String name, String headings, Stream<String> rows) {
        return "rows %s {\"headings\":[%s],\"data\":[%s]}\n"
                .formatted(name, headings, rows.collect(Collectors.joining(",")));
    }
}
