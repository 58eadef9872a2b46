package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.topology.Endpoint;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.listing.LocalInterface;

/**
 * Hosts on wires, which answer as Linux does: a host that has the address on whichever interface answers on every
 * interface that hears the question, with that interface's MAC.
 */
final class SimulatedLinks implements Neighbours {
    /** What is plugged where. */
    private record Plug(HostPort port, int wire) {}

    private static final int UNPLUGGED = -1;

    private final List<Plug> plugs = new ArrayList<>();
    private final Random random;
    private int questions;

    SimulatedLinks(Random random) {
        this.random = random;
    }

    /** A host's interface on a wire, with an address. */
    HostPort plug(String node, String iface, int wire, String... addresses) {
        String mac = String.format("02:00:00:00:%02x:%02x", plugs.size() / 256, plugs.size() % 256);
        List<InterfaceAddress> own =
                Arrays.stream(addresses).map(InterfaceAddress::of).toList();
        HostPort port = new HostPort(
                node,
                new LocalInterface(
                        iface, "ether", "veth", Optional.of(mac), 1500, true, Optional.empty(), own, List.of()));
        plugs.add(new Plug(port, wire));
        return port;
    }

    List<HostPort> ports() {
        return plugs.stream().map(Plug::port).toList();
    }

    int questions() {
        return questions;
    }

    /** Ports that share a wire with another host. */
    Set<Set<Endpoint>> segments() {
        Map<Integer, Set<Endpoint>> byWire = new HashMap<>();
        plugs.forEach(plug -> byWire.computeIfAbsent(plug.wire(), w -> new TreeSet<>())
                .add(plug.port().endpoint()));
        return several(byWire.values());
    }

    /** Those of the sets that have more than one host in them. */
    static Set<Set<Endpoint>> several(Collection<? extends Collection<Endpoint>> sets) {
        Set<Set<Endpoint>> found = new HashSet<>();
        for (Collection<Endpoint> set : sets) {
            if (set.stream().map(Endpoint::node).distinct().count() > 1) {
                found.add(new TreeSet<>(set));
            }
        }
        return found;
    }

    @Override
    public Map<Question, Answer> ask(List<Question> asked) {
        questions += asked.size();
        Map<Question, Answer> answers = new HashMap<>();
        asked.forEach(question -> answers.put(question, answer(question)));
        return answers;
    }

    private Answer answer(Question question) {
        int wire = plugs.stream()
                .filter(plug -> plug.port().endpoint().equals(question.from()))
                .findFirst()
                .map(Plug::wire)
                .orElse(UNPLUGGED);
        Set<String> owners = new HashSet<>();
        plugs.stream()
                .filter(plug -> has(plug, question.to()))
                .forEach(plug -> owners.add(plug.port().node()));
        List<Plug> hearing = plugs.stream()
                .filter(plug ->
                        plug.wire() == wire && owners.contains(plug.port().node()))
                .filter(plug -> !plug.port().node().equals(question.from().node()))
                .toList();
        return hearing.isEmpty()
                ? Answer.NONE
                : Answer.of(hearing.get(random.nextInt(hearing.size()))
                        .port()
                        .local()
                        .mac()
                        .orElseThrow());
    }

    private static boolean has(Plug plug, IpAddress address) {
        return plug.port().local().has(address);
    }
}
