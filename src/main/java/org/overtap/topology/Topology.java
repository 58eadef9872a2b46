package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An experiment as it stands: its nodes, and the segments between them, both sorted by name so that the same
 * experiment always reads the same.
 *
 * @param experiment {@code project/experiment}, or a file's name
 * @param nodes every node, shapers included
 * @param segments every link and LAN of the experiment
 * @param findings what discovery had to infer or could not see, for the user to read
 * @param routes the nodes' routing tables; empty where nobody read them
 */
public record Topology(
        String experiment,
        List<Node> nodes,
        List<Segment> segments,
        List<DiscoveryNote> findings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Route> routes) {
    public Topology {
        Preconditions.name(experiment, "a topology needs an experiment");
        nodes = sorted(nodes, Comparator.comparing(Node::name));
        segments = sorted(segments, Comparator.comparing(Segment::name));
        findings = findings == null ? List.of() : List.copyOf(findings);
        routes = routes == null ? List.of() : List.copyOf(routes);
        checkNames(nodes.stream().map(Node::name).toList(), "nodes");
        checkNames(segments.stream().map(Segment::name).toList(), "segments");
        checkReferences(nodes, segments);
        checkRoutes(nodes, routes);
    }

    /** A topology of which nobody read the routes. */
    public Topology(String experiment, List<Node> nodes, List<Segment> segments, List<DiscoveryNote> findings) {
        this(experiment, nodes, segments, findings, List.of());
    }

    /** The same topology with the routes that its nodes told. */
    public Topology withRoutes(List<Route> read) {
        return new Topology(experiment, nodes, segments, findings, read);
    }

    /** The node of that name. */
    public Optional<Node> node(String name) {
        return find(nodes, Node::name, name);
    }

    /** The segment of that name. */
    public Optional<Segment> segment(String name) {
        return find(segments, Segment::name, name);
    }

    /** How many conversations must be seen, without listing them. */
    public long conversationCount() {
        return segments.stream().mapToLong(Segment::conversationCount).sum();
    }

    /** Everything that must be seen, segment by segment. */
    public List<Conversation> conversations() {
        return segments.stream().flatMap(s -> s.conversations().stream()).toList();
    }

    /** Every place where a probe may run, segment by segment. */
    public List<VantagePoint> vantages() {
        return segments.stream().flatMap(s -> VantagePoint.of(s).stream()).toList();
    }

    /** The interface behind an endpoint; only its name is known when no node lists it. */
    public Interface interfaceOf(Endpoint endpoint) {
        return node(endpoint.node())
                .flatMap(n -> n.find(endpoint.iface()))
                .orElseGet(() -> Interface.named(endpoint.iface()));
    }

    /** Both lists are sorted by name. */
    private static <T> Optional<T> find(List<T> sorted, Function<T, String> nameOf, String name) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = nameOf.apply(sorted.get(middle)).compareTo(name);
            if (order == 0) {
                return Optional.of(sorted.get(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
        List<T> copy = new ArrayList<>(items == null ? List.of() : items);
        copy.sort(order);
        return List.copyOf(copy);
    }

    private static void checkNames(List<String> names, String what) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Preconditions.that(seen.add(name), "two " + what + " are called " + name + ": give each a name of its own");
        }
    }

    private static void checkReferences(List<Node> nodes, List<Segment> segments) {
        Set<Endpoint> ports = new HashSet<>();
        nodes.forEach(n -> n.interfaces().forEach(i -> ports.add(new Endpoint(n.name(), i.name()))));
        for (Segment segment : segments) {
            Set<Endpoint> members = new HashSet<>();
            for (Member member : segment.members()) {
                requirePort(ports, member.endpoint(), segment);
                Preconditions.that(
                        members.add(member.endpoint()),
                        "segment " + segment.name() + " has " + member.endpoint() + " as a member twice");
            }
            segment.carrier().ifPresent(carrier -> requireSwitch(nodes, ports, segment, carrier));
            for (Shaper shaper : segment.shapers()) {
                requirePort(ports, new Endpoint(shaper.node(), shaper.near()), segment);
                requirePort(ports, new Endpoint(shaper.node(), shaper.far()), segment);
                Preconditions.that(
                        members.contains(shaper.member()),
                        "shaper " + shaper.node() + " on segment " + segment.name() + " faces " + shaper.member()
                                + ", which is not a member there");
            }
        }
    }

    private static void checkRoutes(List<Node> nodes, List<Route> routes) {
        Set<String> names = new HashSet<>();
        nodes.forEach(n -> names.add(n.name()));
        for (Route route : routes) {
            Preconditions.that(
                    names.contains(route.node()),
                    "a route to " + route.to() + " belongs to " + route.node() + ", which is no node");
        }
    }

    private static void requireSwitch(List<Node> nodes, Set<Endpoint> ports, Segment segment, CarryingSwitch carrier) {
        requirePort(ports, carrier.endpoint(), segment);
        Preconditions.that(
                find(nodes, Node::name, carrier.node())
                        .filter(node -> node.role() == Role.SWITCH)
                        .isPresent(),
                "segment " + segment.name() + " is carried by " + carrier.node() + ", which is no switch");
        Preconditions.that(
                segment.members().stream().noneMatch(m -> m.node().equals(carrier.node())),
                "switch " + carrier.node() + " carries segment " + segment.name() + " and cannot be a member there");
    }

    private static void requirePort(Set<Endpoint> ports, Endpoint port, Segment segment) {
        Preconditions.that(
                ports.contains(port),
                "segment " + segment.name() + " names " + port + ", but no node has that interface");
    }
}
