package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;

/**
 * Infers broadcast domains: ports of one subnet are candidates, and the MAC that answers for an address says whether
 * two of them are in one. Linux answers on any interface for any of its addresses (arp_ignore 0, RFC 1122 3.3.4.2's
 * weak model), so the MAC is compared: the port that it belongs to is the neighbour, whichever has the address.
 */
final class SegmentInference {
    private static final int MOST_DOMAINS = 50;

    private final Neighbours neighbours;
    private final List<HostPort> ports;
    private final Graph<HostPort, DefaultEdge> together = new SimpleGraph<>(DefaultEdge.class);
    private final List<DiscoveryNote> findings = new ArrayList<>();

    private SegmentInference(List<HostPort> ports, Neighbours neighbours) {
        this.neighbours = neighbours;
        this.ports =
                ports.stream().sorted(Comparator.comparing(HostPort::endpoint)).toList();
        this.ports.forEach(together::addVertex);
    }

    /**
     * What was inferred.
     *
     * @param domains ports that reach each other, sorted, also those that are alone
     * @param findings what could not be confirmed, and what looks wrong
     */
    record Inferred(List<List<HostPort>> domains, List<DiscoveryNote> findings) {}

    /**
     * Asks as much as is needed.
     *
     * @throws TestbedException if two ports have one address, or a host does not answer
     */
    static Inferred of(List<HostPort> ports, Neighbours neighbours) throws TestbedException {
        SegmentInference inference = new SegmentInference(ports, neighbours);
        inference.requireUniqueAddresses();
        inference.askAll();
        return new Inferred(inference.domains(), inference.findings);
    }

    private void requireUniqueAddresses() throws TestbedException {
        Map<IpAddress, HostPort> owners = new HashMap<>();
        for (HostPort port : ports) {
            for (InterfaceAddress address : port.local().addresses()) {
                HostPort before = HostPort.hasNeighbours(address) ? owners.putIfAbsent(address.ip(), port) : null;
                if (before != null) {
                    throw new TestbedException(before + " and " + port + " both have the address " + address.ip()
                            + ": whose traffic it is could not be told; change one, or leave one out by naming the"
                            + " others with 'interfaces:'");
                }
            }
        }
    }

    private void askAll() throws TestbedException {
        List<SubnetSplit> splits = splits();
        while (true) {
            Map<SubnetSplit.Pair, SubnetSplit> pending = new LinkedHashMap<>();
            for (SubnetSplit split : splits) {
                split.next().forEach(pair -> pending.put(pair, split));
                if (split.domains() > MOST_DOMAINS) {
                    throw new TestbedException("more than " + MOST_DOMAINS + " separate networks have the subnet "
                            + split.subnet() + ": name the interfaces that matter with 'interfaces:'");
                }
            }
            if (pending.isEmpty()) {
                splits.forEach(this::tellSplit);
                return;
            }
            hear(pending);
        }
    }

    private List<SubnetSplit> splits() {
        Map<IpPrefix, List<HostPort>> bySubnet = new LinkedHashMap<>();
        for (HostPort port : ports) {
            port.subnets().forEach(subnet -> bySubnet.computeIfAbsent(subnet, s -> new ArrayList<>())
                    .add(port));
        }
        tellOverlaps(List.copyOf(bySubnet.keySet()));
        return bySubnet.entrySet().stream()
                .map(e -> new SubnetSplit(e.getKey(), e.getValue()))
                .toList();
    }

    private void tellOverlaps(List<IpPrefix> subnets) {
        for (IpPrefix wide : subnets) {
            for (IpPrefix narrow : subnets) {
                if (wide.length() < narrow.length() && wide.contains(narrow.base())) {
                    findings.add(new DiscoveryNote(
                            DiscoveryNote.Kind.WARNING,
                            narrow.toString(),
                            "lies in " + wide + ", which other hosts have: taken for two subnets"));
                }
            }
        }
    }

    private void hear(Map<SubnetSplit.Pair, SubnetSplit> pending) throws TestbedException {
        Map<SubnetSplit.Pair, Neighbours.Question> questions = new LinkedHashMap<>();
        pending.forEach((pair, split) -> questions.put(
                pair,
                new Neighbours.Question(
                        pair.from().endpoint(), pair.to().in(split.subnet()).orElseThrow())));
        Map<Neighbours.Question, Neighbours.Answer> answers = neighbours.ask(List.copyOf(questions.values()));
        Map<IpPrefix, String> unconfirmed = new TreeMap<>(Comparator.comparing(IpPrefix::toString));
        pending.forEach((pair, split) -> {
            Neighbours.Answer answer = answers.getOrDefault(
                    questions.get(pair), Neighbours.Answer.cannot(pair.from().node() + " told nothing"));
            answer.reason().ifPresent(reason -> unconfirmed.putIfAbsent(split.subnet(), reason));
            Optional<HostPort> there =
                    answer.reason().isPresent() ? Optional.of(pair.to()) : answerer(pair, answer.mac());
            there.ifPresent(port -> together.addEdge(pair.from(), port));
            split.hear(pair, outcome(pair, there));
        });
        unconfirmed.forEach((subnet, reason) -> findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.INFERRED,
                subnet.toString(),
                "is taken for one segment, which could not be confirmed: " + reason)));
    }

    private static SubnetSplit.Outcome outcome(SubnetSplit.Pair pair, Optional<HostPort> there) {
        return there.map(port -> port.equals(pair.to()) ? SubnetSplit.Outcome.TOGETHER : SubnetSplit.Outcome.OTHER_PORT)
                .orElse(SubnetSplit.Outcome.APART);
    }

    /** The port of the host asked for that has this MAC: the very port if it does, else another of that host. */
    private Optional<HostPort> answerer(SubnetSplit.Pair pair, Optional<String> mac) {
        if (mac.isEmpty() || mac.equals(pair.to().local().mac())) {
            return mac.map(known -> pair.to());
        }
        List<HostPort> same = ports.stream()
                .filter(port -> port.node().equals(pair.to().node())
                        && port.local().mac().equals(mac))
                .toList();
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    private List<List<HostPort>> domains() {
        return new ConnectivityInspector<>(together)
                .connectedSets().stream()
                        .map(set -> set.stream()
                                .sorted(Comparator.comparing(HostPort::endpoint))
                                .toList())
                        .sorted(Comparator.comparing(domain -> domain.get(0).endpoint()))
                        .toList();
    }

    private void tellSplit(SubnetSplit split) {
        List<List<HostPort>> parts = domains().stream()
                .map(domain -> domain.stream()
                        .filter(port -> port.in(split.subnet()).isPresent())
                        .toList())
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.size() > 1) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.INFERRED,
                    split.subnet().toString(),
                    "is on " + parts.size() + " segments that do not reach each other: "
                            + String.join(
                                    "; ",
                                    parts.stream()
                                            .map(part -> String.join(
                                                    ", ",
                                                    part.stream()
                                                            .map(HostPort::toString)
                                                            .toList()))
                                            .toList())));
        }
    }
}
