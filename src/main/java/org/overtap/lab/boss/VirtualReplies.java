package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.lab.boss.Columns.Table;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.Moment;
import org.overtap.lab.boss.wire.XmlRpcText;
import org.overtap.lab.ns.VirtualExperiment;

/** What the boss tells of an experiment's description, swapped in or not. */
final class VirtualReplies {
    private final Columns columns;

    VirtualReplies(Columns columns) {
        this.columns = columns;
    }

    /**
     * One struct for each member of each link and LAN, with the member's own halves of delay and loss.
     *
     * @throws Fault if a node's ports lack one that a link uses, as a real boss does
     */
    Map<String, Object> links(VirtualExperiment experiment) throws Fault {
        Map<String, Object> links = new LinkedHashMap<>();
        for (Map<String, String> row : experiment.lans()) {
            links.put(row.get("member"), link(experiment, row));
        }
        return links;
    }

    private static Map<String, Object> link(VirtualExperiment experiment, Map<String, String> row) throws Fault {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("name", row.get("vname"));
        link.put("member", row.get("member"));
        link.put("ipaddr", addressOf(experiment, row));
        link.put("mask", row.get("mask"));
        link.put("delay", Columns.single(row.get("delay")));
        link.put("bandwidth", whole(row.get("bandwidth")));
        link.put("plr", Columns.single(row.get("lossrate")));
        link.put("r_delay", Columns.single(row.get("rdelay")));
        link.put("r_bandwidth", whole(row.get("rbandwidth")));
        link.put("r_plr", Columns.single(row.get("rlossrate")));
        return link;
    }

    private static int whole(String text) {
        return (int) Double.parseDouble(text);
    }

    private static String addressOf(VirtualExperiment experiment, Map<String, String> row) throws Fault {
        String port = row.get("vport") + ":";
        return experiment.nodes().stream()
                .filter(node -> node.get("vname").equals(row.get("vnode")))
                .flatMap(node -> Arrays.stream(node.getOrDefault("ips", "").split(" ")))
                .filter(entry -> entry.startsWith(port))
                .map(entry -> entry.substring(port.length()))
                .findFirst()
                .orElseThrow(() -> new Fault("exceptions.KeyError:'" + row.get("member") + "'"));
    }

    /** A list of one struct with the tables asked for; NULL is an empty string here. */
    List<Object> topology(BossState experiment, List<String> wanted, List<String> unwanted) {
        Map<String, Object> topology = new LinkedHashMap<>();
        topology.put("settings", settings(experiment));
        (wanted.isEmpty() ? columns.tags() : wanted)
                .stream()
                        .filter(columns.tags()::contains)
                        .filter(tag -> !unwanted.contains(tag))
                        .forEach(tag -> topology.put(tag, rows(experiment, columns.table(tag))));
        return List.of(Map.of("experiment", topology));
    }

    /** All tables as one XML text, a table's element for each row. */
    String xml(BossState experiment) {
        StringBuilder xml = new StringBuilder("<virtual_experiment pid='%s' eid='%s'>\n"
                .formatted(experiment.id().pid(), experiment.id().eid()));
        experiment
                .virtual()
                .tables()
                .forEach((table, rows) -> rows.forEach(row -> {
                    xml.append("  <").append(table).append("><row>\n");
                    row.forEach((column, value) ->
                            xml.append("    <%s>%s</%s>\n".formatted(column, XmlRpcText.escaped(value), column)));
                    xml.append("  </row></").append(table).append(">\n");
                }));
        return xml.append("</virtual_experiment>\n").toString();
    }

    /** The experiment's own row. */
    Map<String, Object> settings(BossState experiment) {
        Map<String, String> row =
                experiment.virtual().rows("experiments").stream().findFirst().orElse(Map.of());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pid", experiment.id().pid());
        settings.put("eid", experiment.id().eid());
        settings.put("state", experiment.state());
        settings.put("sync_server", row.getOrDefault("sync_server", ""));
        settings.put("expt_created", new Moment(experiment.created()));
        settings.put("uselinkdelays", whole(row.getOrDefault("uselinkdelays", "0")));
        String capacity = row.getOrDefault("delay_capacity", "");
        settings.put("delay_capacity", capacity.isEmpty() ? "" : whole(capacity));
        return settings;
    }

    private static List<Object> rows(BossState experiment, Table table) {
        List<Object> rows = new ArrayList<>();
        for (Map<String, String> row : experiment.virtual().rows(table.name())) {
            Map<String, Object> typed = new LinkedHashMap<>();
            typed.put("exptidx", experiment.id().index());
            int number = rows.size() + 1;
            table.columns().forEach(column -> typed.put(column.name(), column.value(row, number)));
            rows.add(typed);
        }
        return rows;
    }
}
