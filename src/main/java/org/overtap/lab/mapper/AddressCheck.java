package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is wrong with a script's addresses. What no machine could have is refused; what machines take, and users then
 * wonder about, is told.
 */
public final class AddressCheck {
    private static final long CONTROL = Subnet.number("172.30.0.0");
    private static final long CONTROL_MASK = Subnet.number(NodeId.CONTROL_MASK);

    private final VirtualNetwork network;

    public AddressCheck(VirtualNetwork network) {
        this.network = network;
    }

    /** Why it cannot be built, a sentence for each address; empty when it can. */
    public List<String> refusals() {
        List<String> found = new ArrayList<>();
        for (VirtualLan lan : network.lans()) {
            for (VirtualMember member : lan.members()) {
                String where = lan.name() + ": " + member.node() + " cannot have " + member.ip();
                long first = Subnet.number(member.ip()) >> 24;
                if (first == 0 || first == 127 || first >= 224) {
                    found.add(where + ", which is no address of a machine");
                } else if ((Subnet.number(member.ip()) & CONTROL_MASK) == CONTROL) {
                    found.add(where + ": 172.30.0.0/16 is the lab's control network");
                }
            }
        }
        return found;
    }

    /** What will not work as it may look, a sentence for each. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        network.lans().forEach(lan -> notes.addAll(torn(lan)));
        notes.addAll(twice());
        notes.addAll(shared());
        return notes;
    }

    /** A segment whose members are in several subnets. */
    private static List<String> torn(VirtualLan lan) {
        Set<String> subnets = new TreeSet<>();
        lan.members().forEach(member -> subnets.add(Subnet.of(member)));
        if (subnets.size() < 2) {
            return List.of();
        }
        String members = lan.members().stream()
                .limit(6)
                .map(member -> member.node() + " has " + member.ip() + "/" + Subnet.prefix(member.mask()))
                .collect(Collectors.joining(", "));
        return List.of("on " + lan.name() + " " + members
                + ": whoever is in another subnet is not reached there, and no route leads over it");
    }

    private List<String> twice() {
        Map<String, List<VirtualMember>> owners = new LinkedHashMap<>();
        network.lans().stream()
                .filter(lan -> !lan.isBridged())
                .flatMap(lan -> lan.members().stream())
                .forEach(member -> owners.computeIfAbsent(member.ip(), ip -> new ArrayList<>())
                        .add(member));
        return owners.entrySet().stream()
                .filter(owner -> owner.getValue().size() > 1)
                .map(owner -> owner.getKey() + " is there "
                        + owner.getValue().size() + " times: "
                        + owner.getValue().stream()
                                .limit(6)
                                .map(member -> member.node() + " on " + member.lan())
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    private record Range(long first, long last, String text, String lan) {}

    /** Segments that share addresses though nothing joins them; bridges join. */
    private List<String> shared() {
        Map<String, String> groups = joinedByBridges();
        List<Range> ranges = network.lans().stream()
                .flatMap(lan -> lan.members().stream().map(AddressCheck::range).distinct())
                .sorted(Comparator.comparingLong(Range::first).thenComparing(Range::lan))
                .toList();
        Map<String, String> notes = new TreeMap<>();
        Range widest = null;
        for (Range range : ranges) {
            if (widest != null
                    && range.first() <= widest.last()
                    && !groups.get(range.lan()).equals(groups.get(widest.lan()))) {
                notes.putIfAbsent(
                        range.lan(),
                        widest.text().equals(range.text())
                                ? "%s and %s are both %s: who is on both sends over one of them"
                                        .formatted(widest.lan(), range.lan(), range.text())
                                : "%s (%s) and %s (%s) overlap: the smaller network's addresses are looked for there"
                                        .formatted(widest.lan(), widest.text(), range.lan(), range.text()));
            }
            widest = widest == null || range.last() > widest.last() ? range : widest;
        }
        return List.copyOf(notes.values());
    }

    private static Range range(VirtualMember member) {
        long mask = Subnet.number(member.mask());
        long first = Subnet.number(member.ip()) & mask;
        return new Range(first, first | ~mask & 0xffff_ffffL, Subnet.of(member), member.lan());
    }

    /** For each segment the first that bridges lead to from it. */
    private Map<String, String> joinedByBridges() {
        Map<String, Set<String>> next = new HashMap<>();
        Map<String, List<String>> byBridge = new HashMap<>();
        for (VirtualLan lan : network.lans()) {
            next.put(lan.name(), new HashSet<>());
            lan.members().stream()
                    .map(member -> member.flags().bridge())
                    .filter(bridge -> !bridge.isEmpty())
                    .forEach(bridge -> byBridge.computeIfAbsent(bridge, name -> new ArrayList<>())
                            .add(lan.name()));
        }
        byBridge.values().forEach(lans -> lans.forEach(lan -> next.get(lan).addAll(lans)));
        Map<String, String> groups = new HashMap<>();
        network.lans().forEach(lan -> mark(lan.name(), lan.name(), next, groups));
        return groups;
    }

    private static void mark(String lan, String group, Map<String, Set<String>> next, Map<String, String> groups) {
        List<String> waiting = new ArrayList<>(List.of(lan));
        while (!waiting.isEmpty()) {
            String at = waiting.remove(waiting.size() - 1);
            if (groups.putIfAbsent(at, group) == null) {
                waiting.addAll(next.get(at));
            }
        }
    }
}
