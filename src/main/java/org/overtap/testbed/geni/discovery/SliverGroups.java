package org.overtap.testbed.geni.discovery;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverEnd;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.testbed.geni.rspec.SliverKind;
import org.overtap.testbed.geni.rspec.SliverNode;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpPrefix;

/**
 * Links that are one segment to those on them: bridges join two, and so does a switch of the experiment's own behind
 * which hosts of one subnet are. Where each host behind a switch has a subnet to itself, it routes, or is the other
 * end itself: then each link is a segment.
 */
final class SliverGroups {
    private static final String BRIDGE = "_bridge";

    private final Map<String, SliverExperiment.Ends> links;
    private final ProfileAdditions additions;
    private final Map<String, Set<String>> groups = new LinkedHashMap<>();
    private final Set<SliverNode> joining = new LinkedHashSet<>();

    /**
     * What is one segment.
     *
     * @param name its name: the link's, else what a bridged link was called, else the parts' with {@code +} between
     * @param parts the links
     * @param joined the bridges and switches between them
     */
    record Group(String name, List<SliverExperiment.Ends> parts, List<SliverNode> joined) {
        /** Who is on it, those that only join left out. */
        List<SliverEnd> ends() {
            return parts.stream()
                    .flatMap(part -> part.ends().stream())
                    .filter(end -> !joined.contains(end.node()))
                    .toList();
        }

        boolean hasSwitch() {
            return joined.stream().anyMatch(node -> node.kind() == SliverKind.SWITCH);
        }

        List<SliverNode> bridges() {
            return joined.stream()
                    .filter(node -> node.kind() == SliverKind.BRIDGE)
                    .toList();
        }
    }

    private SliverGroups(Map<String, SliverExperiment.Ends> links, ProfileAdditions additions) {
        this.links = links;
        this.additions = additions;
        links.keySet().forEach(link -> groups.put(link, new TreeSet<>(Set.of(link))));
    }

    /** Every group of an experiment. */
    static List<Group> of(Map<String, SliverExperiment.Ends> links, ProfileAdditions additions) {
        SliverGroups joined = new SliverGroups(links, additions);
        joined.bySwitches();
        joined.nodes(SliverKind.BRIDGE).forEach(joined::join);
        Set<Set<String>> distinct = new LinkedHashSet<>(joined.groups.values());
        Set<String> names = new HashSet<>();
        return distinct.stream()
                .map(parts -> joined.group(List.copyOf(parts), names))
                .toList();
    }

    /** Switches that are connected to each other decide together. */
    private void bySwitches() {
        SliverGroups all = new SliverGroups(links, additions);
        nodes(SliverKind.SWITCH).forEach(all::join);
        for (SliverNode node : all.joining) {
            Set<String> parts = all.groups.get(all.linksOf(node).get(0));
            if (forwards(parts)) {
                join(node);
            }
        }
    }

    /** Whether hosts on different links are of one subnet, or none has an address that could tell. */
    private boolean forwards(Collection<String> parts) {
        Set<IpPrefix> before = new HashSet<>();
        boolean addressed = false;
        for (String part : parts) {
            Set<IpPrefix> here = new HashSet<>();
            links.get(part).ends().stream()
                    .filter(end -> end.node().kind() != SliverKind.SWITCH)
                    .flatMap(end -> end.port().addresses().stream())
                    .map(InterfaceAddress::prefix)
                    .forEach(here::add);
            if (here.stream().anyMatch(before::contains)) {
                return true;
            }
            addressed |= !here.isEmpty();
            before.addAll(here);
        }
        return !addressed;
    }

    private List<SliverNode> nodes(SliverKind kind) {
        Predicate<SliverNode> isOne = node -> node.kind() == kind;
        return links.values().stream()
                .flatMap(link -> link.ends().stream())
                .map(SliverEnd::node)
                .filter(isOne)
                .distinct()
                .toList();
    }

    private List<String> linksOf(SliverNode node) {
        return links.entrySet().stream()
                .filter(link -> link.getValue().ends().stream()
                        .anyMatch(end -> end.node().equals(node)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void join(SliverNode node) {
        joining.add(node);
        Set<String> all = new TreeSet<>();
        linksOf(node).forEach(part -> all.addAll(groups.get(part)));
        all.forEach(part -> groups.put(part, all));
    }

    private Group group(List<String> parts, Set<String> names) {
        List<SliverNode> joined = joining.stream()
                .filter(node -> linksOf(node).stream().anyMatch(parts::contains))
                .toList();
        String wish = name(parts, joined);
        String name = names.add(wish) ? wish : String.join("+", parts);
        return new Group(name, parts.stream().map(links::get).toList(), joined);
    }

    /** A bridged link called {@code x} is written as {@code x_bridge}, {@code x_left} and {@code x_right}. */
    private String name(List<String> parts, List<SliverNode> joined) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        if (joined.size() == 1 && joined.get(0).kind() == SliverKind.SWITCH) {
            return joined.get(0).name();
        }
        if (joined.size() == 1 && additions.bridged(joined.get(0).name()).isPresent()) {
            return additions.bridged(joined.get(0).name()).get();
        }
        if (joined.size() == 1 && joined.get(0).name().endsWith(BRIDGE)) {
            String name = joined.get(0).name();
            String stem = name.substring(0, name.length() - BRIDGE.length());
            if (!stem.isEmpty() && Set.of(stem + "_left", stem + "_right").equals(Set.copyOf(parts))) {
                return stem;
            }
        }
        return String.join("+", parts);
    }
}
