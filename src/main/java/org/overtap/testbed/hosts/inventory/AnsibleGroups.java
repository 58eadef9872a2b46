package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An Ansible inventory while it is read: hosts, groups, and variables of both. A host's own variables win over those
 * of its groups, a deeper group's over a higher one's, and of two at one depth the later name's (Ansible's user guide,
 * "How variables are merged").
 */
final class AnsibleGroups {
    private static final String ALL = "all";

    private final String file;
    private final Path folder;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    AnsibleGroups(String file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** A host: the address that its own name is, and its variables. */
    private record Host(Mark at, String address, Map<String, YamlTree> values) {}

    private record Group(Set<String> hosts, Map<String, Mark> children, Map<String, YamlTree> values) {
        Group() {
            this(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    /** Makes sure that the group is there. */
    void group(String name) {
        groups.computeIfAbsent(name, n -> new Group());
    }

    /** Puts hosts into a group, with variables of their own; the pattern may have ranges and a port. */
    void hosts(String group, Mark at, String pattern, Map<String, YamlTree> values) {
        group(group);
        for (String word : HostPattern.expand(at, pattern)) {
            Login login = Login.ofField(at, word);
            String name = HostWord.nodeName(login.host());
            Host host = hosts.computeIfAbsent(name, n -> new Host(at, login.host(), new LinkedHashMap<>()));
            if (login.port() != 0) {
                host.values().put("ansible_port", new YamlTree.Text(at, String.valueOf(login.port())));
            }
            host.values().putAll(values);
            groups.get(group).hosts().add(name);
        }
    }

    void child(String group, Mark at, String child) {
        group(group);
        groups.get(group).children().put(child, at);
    }

    void value(String group, String key, YamlTree value) {
        group(group);
        groups.get(group).values().put(key, value);
    }

    void note(String text) {
        notes.add(text);
    }

    /** The hosts with what holds for each. */
    Inventory inventory() {
        group(ALL);
        Map<String, Integer> depths = depths();
        Set<String> passedOver = new TreeSet<>();
        List<HostEntry> entries = new ArrayList<>();
        hosts.forEach((name, host) -> {
            HostFields fields = new HostFields(host.at(), name, folder);
            values(name, host, depths).forEach((key, value) -> {
                if (!fields.ansible(key, value)) {
                    passedOver.add(key);
                }
            });
            fields.hostUnlessSaid(host.address());
            if (fields.bySsh()) {
                entries.add(fields.entry());
            } else {
                notes.add(host.at() + ": " + name + " is not reached by SSH and was left out");
            }
        });
        if (!passedOver.isEmpty()) {
            notes.add(file + ": variables that do not say how a host is reached were passed over: "
                    + String.join(", ", passedOver));
        }
        return new Inventory(file, entries, List.of(), notes);
    }

    private Map<String, YamlTree> values(String name, Host host, Map<String, Integer> depths) {
        Map<String, YamlTree> merged = new LinkedHashMap<>();
        depths.keySet().stream()
                .filter(group -> group.equals(ALL) || members.get(group).contains(name))
                .sorted(Comparator.comparing((String group) -> depths.get(group))
                        .thenComparing(group -> group))
                .forEach(group -> merged.putAll(groups.get(group).values()));
        merged.putAll(host.values());
        return merged;
    }

    /** How far each group is below {@code all}, by the longest way. Finds every group's members on the way. */
    private Map<String, Integer> depths() {
        groups.keySet().forEach(group -> collect(group, new LinkedHashSet<>()));
        Map<String, Integer> depths = new LinkedHashMap<>();
        // A group's members were complete before those of the groups above it: read backwards, parents come first.
        List<String> downwards = new ArrayList<>(members.keySet());
        Collections.reverse(downwards);
        for (String group : downwards) {
            int own = group.equals(ALL) ? 0 : Math.max(1, depths.getOrDefault(group, 1));
            depths.put(group, own);
            groups.get(group).children().keySet().forEach(child -> depths.merge(child, own + 1, Math::max));
        }
        return depths;
    }

    private Set<String> collect(String group, Set<String> above) {
        Set<String> known = members.get(group);
        if (known != null) {
            return known;
        }
        above.add(group);
        Set<String> hostsBelow = new LinkedHashSet<>(groups.get(group).hosts());
        groups.get(group).children().forEach((child, at) -> {
            if (!groups.containsKey(child)) {
                throw at.error("group " + group + " has the child " + child + ", but no group is called that");
            }
            if (above.contains(child)) {
                throw at.error("group " + child + " is below itself");
            }
            hostsBelow.addAll(collect(child, above));
        });
        above.remove(group);
        members.put(group, hostsBelow);
        return hostsBelow;
    }
}
