package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * Gives addresses to the members that a script left to the testbed ({@code tb-use-ipassign}): to each segment a subnet
 * of its own in 10.0.0.0/8. Emulab does so between the parser and the mapper, and tells the result as the script's.
 */
public final class AddressAssigner {
    private static final String NONE = "0.0.0.0";
    private static final long FIRST = Subnet.number("10.1.1.0");
    private static final int STEP = 256;

    private AddressAssigner() {}

    /** The experiment with every address; the same where none is missing. */
    public static VirtualExperiment completed(VirtualExperiment experiment) {
        if (experiment.lans().stream().noneMatch(row -> NONE.equals(row.get("ip")))) {
            return experiment;
        }
        Map<String, String> addresses = new LinkedHashMap<>();
        Map<String, List<Map<String, String>>> segments = experiment.lans().stream()
                .collect(Collectors.groupingBy(row -> row.get("vname"), LinkedHashMap::new, Collectors.toList()));
        Set<String> used =
                experiment.lans().stream().map(row -> row.get("ip")).collect(Collectors.toCollection(HashSet::new));
        long next = FIRST;
        for (List<Map<String, String>> members : segments.values()) {
            next = assign(members, next, used, addresses);
        }
        return with(experiment, addresses);
    }

    /** Numbers the members of a segment; answers where the next segment may begin. */
    private static long assign(
            List<Map<String, String>> members, long from, Set<String> used, Map<String, String> addresses) {
        long mask = Subnet.number(members.get(0).get("mask"));
        long size = Math.max(STEP, (~mask & 0xffff_ffffL) + 1);
        long net = members.stream()
                .map(row -> row.get("ip"))
                .filter(ip -> !NONE.equals(ip))
                .findFirst()
                .map(ip -> Subnet.number(ip) & mask)
                .orElse((from + size - 1) / size * size);
        long host = net + 1;
        for (Map<String, String> row : members) {
            if (NONE.equals(row.get("ip"))) {
                do {
                    host++;
                } while (!used.add(Subnet.text(host)));
                addresses.put(row.get("member"), Subnet.text(host));
            }
        }
        return Math.max(from, net + size);
    }

    private static VirtualExperiment with(VirtualExperiment experiment, Map<String, String> addresses) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(experiment.tables());
        List<Map<String, String>> lans = new ArrayList<>();
        for (Map<String, String> row : experiment.lans()) {
            Map<String, String> changed = new LinkedHashMap<>(row);
            changed.computeIfPresent("ip", (column, ip) -> addresses.getOrDefault(row.get("member"), ip));
            lans.add(changed);
        }
        List<Map<String, String>> nodes = new ArrayList<>();
        for (Map<String, String> row : experiment.nodes()) {
            Map<String, String> changed = new LinkedHashMap<>(row);
            changed.computeIfPresent("ips", (column, ips) -> ports(row.get("vname"), ips, addresses));
            nodes.add(changed);
        }
        tables.put("virt_lans", lans);
        tables.put("virt_nodes", nodes);
        return new VirtualExperiment(experiment.pid(), experiment.eid(), tables);
    }

    /** A node's {@code PORT:ADDRESS} pairs with the addresses that it got. */
    private static String ports(String node, String ips, Map<String, String> addresses) {
        List<String> changed = new ArrayList<>();
        for (String entry : ips.split(" ")) {
            String port = entry.replaceFirst(":.*", "");
            String given = addresses.get(node + ":" + port);
            changed.add(given == null ? entry : port + ":" + given);
        }
        return String.join(" ", changed);
    }
}
