package org.overtap.overlay.taps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;

/**
 * Hands out places for what is added inline: on shapers, several to a machine and those that are there first, or on a
 * machine of its own.
 */
final class TapNodeAllocator {
    private final Set<String> taken = new HashSet<>();
    private final List<String> shapers = new ArrayList<>();
    private final List<Node> taps = new ArrayList<>();
    private final int delaysPerShaper;
    private final String shaperName;
    private final Deque<Shaper> room = new ArrayDeque<>();
    private final Map<String, List<Interface>> morePorts = new HashMap<>();
    private int delays;
    private int onNewShapers;

    /** @param shaperName what the names of new shapers begin with */
    TapNodeAllocator(Topology before, int delaysPerShaper, String shaperName) {
        this.delaysPerShaper = delaysPerShaper;
        this.shaperName = shaperName;
        before.nodes().forEach(node -> taken.add(node.name()));
        Map<String, Long> carried = before.segments().stream()
                .flatMap(segment -> segment.shapers().stream())
                .collect(Collectors.groupingBy(Shaper::node, Collectors.counting()));
        before.nodes().stream()
                .filter(node -> node.role() == Role.SHAPER && carried.containsKey(node.name()))
                .forEach(node -> makeRoom(node, carried.get(node.name())));
    }

    private void makeRoom(Node shaper, long carried) {
        int port = 1;
        for (long place = carried; place < delaysPerShaper; place++) {
            List<String> free = new ArrayList<>();
            for (; free.size() < 2; port++) {
                if (shaper.find("eth" + port).isEmpty()) {
                    free.add("eth" + port);
                }
            }
            room.add(new Shaper(shaper.name(), free.get(0), free.get(1), new Endpoint(shaper.name(), free.get(0))));
        }
    }

    /** What the tap puts before that member: its own machine where it has one, else the next place on a shaper. */
    Shaper inline(PlannedTap tap, Endpoint member) {
        return tap.node().map(node -> ownMachine(node, member)).orElseGet(() -> delay(member));
    }

    /** The member that the tap is, on a machine of its own. */
    Member listener(PlannedTap tap) {
        String node = tap.node().orElseThrow();
        taps.add(new Node(node, Role.TAP, Optional.empty(), ports(1)));
        return Member.listening(node, "eth1");
    }

    private Shaper ownMachine(String node, Endpoint member) {
        taps.add(new Node(node, Role.TAP, Optional.empty(), ports(2)));
        return new Shaper(node, "eth1", "eth2", member);
    }

    private Shaper delay(Endpoint member) {
        delays++;
        return room.isEmpty() ? onNewShaper(member) : onShaperThatIsThere(room.remove(), member);
    }

    private Shaper onShaperThatIsThere(Shaper place, Endpoint member) {
        morePorts
                .computeIfAbsent(place.node(), name -> new ArrayList<>())
                .addAll(List.of(Interface.named(place.near()), Interface.named(place.far())));
        return new Shaper(place.node(), place.near(), place.far(), member);
    }

    private Shaper onNewShaper(Endpoint member) {
        int place = onNewShapers++ % delaysPerShaper;
        if (place == 0) {
            shapers.add(freshName());
        }
        String node = shapers.get(shapers.size() - 1);
        return new Shaper(node, "eth" + (2 * place + 1), "eth" + (2 * place + 2), member);
    }

    private String freshName() {
        int number = 0;
        while (!taken.add(shaperName + number)) {
            number++;
        }
        return shaperName + number;
    }

    /** How many delays were handed out. */
    int delays() {
        return delays;
    }

    /** How many machines carry one tap each. */
    int taps() {
        return taps.size();
    }

    /** A node that is there, with the ports that were handed out on it. */
    Node extended(Node node) {
        List<Interface> more = morePorts.getOrDefault(node.name(), List.of());
        if (more.isEmpty()) {
            return node;
        }
        List<Interface> ports = new ArrayList<>(node.interfaces());
        ports.addAll(more);
        return node.withInterfaces(ports);
    }

    /** Every machine that was handed out. */
    List<Node> machines() {
        List<Node> nodes = new ArrayList<>(taps);
        for (int i = 0; i < shapers.size(); i++) {
            int carried = Math.min(onNewShapers - i * delaysPerShaper, delaysPerShaper);
            nodes.add(new Node(shapers.get(i), Role.SHAPER, Optional.empty(), ports(2 * carried)));
        }
        return nodes;
    }

    private static List<Interface> ports(int count) {
        List<Interface> ports = new ArrayList<>();
        for (int port = 1; port <= count; port++) {
            ports.add(Interface.named("eth" + port));
        }
        return ports;
    }
}
