package org.overtap.testbed.emulab.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.lab.ns.VirtualExperiment;

/** What a script comes to, row by row, for comparison with what another comes to. */
record ParsedScript(VirtualExperiment experiment) {

    /** A row with its table. */
    record Row(String table, Map<String, String> columns) {
        String get(String column) {
            return columns.getOrDefault(column, "");
        }

        double number(String column) {
            return Double.parseDouble(columns.get(column));
        }

        Row without(Set<String> names) {
            Map<String, String> rest = new TreeMap<>(columns);
            rest.keySet().removeAll(names);
            return new Row(table, rest);
        }

        /** Whether any of its columns names one of those. */
        boolean mentions(Set<String> names) {
            return columns.values().stream().anyMatch(names::contains)
                    || columns.values().stream().anyMatch(value -> names.stream()
                            .anyMatch(name -> value.equals(name + "_startcmd") || value.equals(name + "-console")));
        }
    }

    static ParsedScript of(String script) throws NsScriptException {
        return new ParsedScript(new NsEvaluator().evaluate("testproj", "exp1", script));
    }

    /** Every row of every table. */
    List<Row> rows() {
        List<Row> all = new ArrayList<>();
        experiment.tables().forEach((table, rows) -> rows.forEach(row -> all.add(new Row(table, row))));
        return all;
    }

    /** Every row, without some columns. */
    List<Row> rowsWithout(Set<String> columns) {
        return rows().stream().map(row -> row.without(columns)).toList();
    }

    /** Members by segment, in the parser's order. */
    Map<String, List<Row>> segments() {
        Map<String, List<Row>> segments = new LinkedHashMap<>();
        experiment.lans().forEach(row -> segments.computeIfAbsent(row.get("vname"), name -> new ArrayList<>())
                .add(new Row("virt_lans", row)));
        return segments;
    }

    /** Names of everything that has one. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(segments().keySet());
        experiment.nodes().forEach(row -> names.add(row.get("vname")));
        return names;
    }

    /**
     * Links and LANs of two whose place another object can take: no larger LAN, no events or RED, no trace, not
     * wide-area, room for more.
     */
    Map<String, List<Row>> replaceableLinks() {
        Map<String, List<Row>> links = segments();
        links.values().removeIf(members -> members.size() != 2);
        links.values().removeIf(members -> members.stream()
                .anyMatch(member ->
                        member.columns().getOrDefault("is_accesspoint", "0").equals("1")
                                || !member.get("mustdelay").equals("0")
                                || !member.get("widearea").equals("0")
                                || member.get("traced").equals("1")));
        return links;
    }

    /** Links and LANs that a further member can be plugged into, none of them with events. */
    Map<String, List<Row>> pluggable() {
        Map<String, List<Row>> lans = segments();
        lans.values().removeIf(members -> members.stream()
                .anyMatch(member -> !member.get("widearea").equals("0")
                        || member.get("traced").equals("1")
                        || !member.columns().getOrDefault("bridge_vname", "").isEmpty()
                        || !member.get("mustdelay").equals("0")));
        return lans;
    }
}
