package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * What the boss's link_config is asked for: whether the interfaces are to be up, and settings that mean something to
 * whoever carries the link, such as a channel.
 *
 * @param link the link or LAN
 * @param source one member's node; empty for all
 * @param up whether it is to be up; empty for as it is
 * @param values settings by name; an empty one is taken away
 */
record LinkSettings(String link, Optional<String> source, Optional<Boolean> up, Map<String, String> values) {

    /** Reads the parameters; throws {@link IllegalArgumentException} with what the boss's script says. */
    static LinkSettings read(Map<?, ?> given, String link, Optional<String> source) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException("Usage: link_config [-m] [-d] [-s vnode] <pid> <eid> <link>"
                    + " [PARAM=VALUE ...\nSpecial PARAM:\n"
                    + " ENABLE=yes/no    - Bring the link up or down (or ENABLE=up/down)\n");
        }
        Optional<Boolean> up = Optional.empty();
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : given.entrySet()) {
            String name = entry.getKey().toString();
            String value = entry.getValue().toString();
            if (name.equals("ENABLE") || name.equals("enable")) {
                up = Optional.of(isUp(value));
            } else if (!name.matches("[-\\w]{1,32}")) {
                throw new IllegalArgumentException(died("Illegal characters in parameter key: " + name));
            } else if (!value.matches("[-\\w.:+]{0,64}")) {
                throw new IllegalArgumentException(died("Illegal characters in parameter val: " + value));
            } else {
                values.put(name, value);
            }
        }
        return new LinkSettings(link, source, up, values);
    }

    private static boolean isUp(String value) {
        return switch (value) {
            case "yes", "up" -> true;
            case "no", "down" -> false;
            default -> throw new IllegalArgumentException(died("Should be ENABLE=yes/no or ENABLE=up/down!"));
        };
    }

    private static String died(String text) {
        return "*** /usr/testbed/bin/link_config:\n    " + text + "\n";
    }

    /** The experiment with the settings written down: those of one member, or those of all in place of any member's. */
    VirtualExperiment appliedTo(VirtualExperiment experiment, List<Map<String, String>> members) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(experiment.tables());
        String own = "virt_lan_member_settings";
        List<Map<String, String>> ofMembers = new ArrayList<>(experiment.rows(own));
        List<Map<String, String>> ofAll = new ArrayList<>(experiment.rows("virt_lan_settings"));
        List<String> named = members.stream().map(row -> row.get("member")).toList();
        ofMembers.removeIf(row -> isMeant(row) && named.contains(row.get("member")));
        if (source.isEmpty()) {
            ofAll.removeIf(this::isMeant);
        }
        values.forEach((name, value) -> {
            if (!value.isEmpty() && source.isEmpty()) {
                ofAll.add(Map.of("vname", link, "capkey", name, "capval", value));
            } else if (!value.isEmpty()) {
                named.forEach(member ->
                        ofMembers.add(Map.of("vname", link, "member", member, "capkey", name, "capval", value)));
            }
        });
        tables.put(own, ofMembers);
        tables.put("virt_lan_settings", ofAll);
        return new VirtualExperiment(experiment.pid(), experiment.eid(), tables);
    }

    private boolean isMeant(Map<String, String> row) {
        return link.equals(row.get("vname")) && values.containsKey(row.get("capkey"));
    }
}
