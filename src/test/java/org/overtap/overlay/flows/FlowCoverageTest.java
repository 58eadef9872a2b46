package org.overtap.overlay.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Route;
import org.overtap.topology.Samples;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

class FlowCoverageTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    static LongStream seeds() {
        return Seeds.upTo(120);
    }

    @Test
    void oneProbeInTheMiddleOfAStarSeesAllFlowsBetweenItsLeaves() {
        OverlayPlan plan = plan(star(6), FlowOptions.DEFAULT);
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).containsExactly("hub");
        assertThat(plan.coverage()).isEqualTo(new OverlayPlan.Coverage(30, 30, List.of()));
        FlowPlan flows = plan.flows().orElseThrow();
        assertThat(flows.routes()).isEqualTo("shortest-paths");
        assertThat(flows.owners()).hasSize(30).allMatch(o -> o.owner().equals("hub"));
    }

    @Test
    void onASwitchedLanFlowsAreSeenAtTheirEndsOnly() {
        assertThat(plan(Samples.lan(4), FlowOptions.DEFAULT).probes()).hasSize(3);
        assertThat(plan(Samples.lan(4, Medium.FLOODING), FlowOptions.DEFAULT).probes())
                .hasSize(1);
    }

    @Test
    void routesThatNodesToldDecideOverShortestPaths() {
        Topology read = ring(true);
        FlowOptions between = new FlowOptions(List.of("a", "c"), Map.of());
        FlowPlan flows = plan(read, between).flows().orElseThrow();
        assertThat(flows.routes()).isEqualTo("read");
        assertThat(new PathTracer(read).trace("a", IpAddress.of("10.0.2.2"))).hasSize(2);
        OverlayPlan without =
                Planner.flows(read, PlanOptions.DEFAULT.excluding(Set.of("a", "c", "b")), between, INSTRUMENTS);
        assertThat(without.coverage().uncovered()).containsExactly(new OverlayPlan.Uncovered("ab,bc", "a", "c"));
    }

    @Test
    void unknownHostsAndTrafficOfOthersAreErrors() {
        assertThatThrownBy(() -> plan(star(3), new FlowOptions(List.of("l1", "nobody"), Map.of())))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> plan(star(3), new FlowOptions(List.of("l1"), Map.of())))
                .hasMessageContaining("two hosts at least");
        assertThatThrownBy(
                        () -> plan(star(3), new FlowOptions(List.of(), Map.of(new FlowOptions.Pair("hub", "l1"), 5L))))
                .hasMessageContaining("hub");
    }

    @Test
    void aGivenTrafficIsSharedByItsAmount() {
        FlowOptions heavy = new FlowOptions(
                List.of(), Map.of(new FlowOptions.Pair("l1", "l2"), 90L, new FlowOptions.Pair("l2", "l1"), 10L));
        assertThat(plan(star(3), heavy).flows().orElseThrow().maxLoad()).isEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFlowIsSeenAndCountedOnce(long seed) {
        Topology topology = Samples.random(seed);
        FlowOptions all = new FlowOptions(List.of("all"), Map.of());
        OverlayPlan plan = plan(topology, all);
        RoutedTopology network = RoutedTopology.of(topology, FlowCoverage.hosts(topology, all));
        Set<Endpoint> watched = watched(plan);
        assertThat(plan.coverage().uncovered()).isEmpty();
        Set<List<Integer>> flows = new HashSet<>();
        for (int from = 0; from < network.ends().size(); from++) {
            for (int target = 0; target < network.targets().size(); target++) {
                if (network.paths().connected(from, target)) {
                    flows.add(List.of(from, network.paths().endOf(target)));
                    assertCountedOnce(topology, plan, network, watched, from, target);
                }
            }
        }
        assertThat(plan.flows().orElseThrow().pairs()).isEqualTo(flows.size());
    }

    /** Lets one flow run along its path, notes it wherever a probe listens, and keeps what the owner map keeps. */
    private static void assertCountedOnce(
            Topology topology, OverlayPlan plan, RoutedTopology network, Set<Endpoint> watched, int from, int target) {
        List<Endpoint> records = new ArrayList<>();
        for (Hop hop : network.path(from, target)) {
            for (Endpoint at : passed(topology, hop)) {
                if (watched.contains(at)) {
                    records.add(at);
                }
            }
        }
        FlowTargets.Target reached = network.targets().get(target);
        for (IpAddress address : reached.addresses()) {
            FlowPlan.Owner owner = plan.flows()
                    .orElseThrow()
                    .owner(network.ends().get(from), network.ends().get(reached.host()), address)
                    .orElseThrow();
            assertThat(records)
                    .filteredOn(
                            at -> at.node().equals(owner.owner()) && at.iface().equals(owner.iface()))
                    .hasSize(1);
        }
    }

    private static List<Endpoint> passed(Topology topology, Hop hop) {
        Segment segment = topology.segment(hop.segment()).orElseThrow();
        List<Endpoint> passed = new ArrayList<>();
        boolean floods = segment.medium() == Medium.FLOODING;
        for (Member member : segment.members()) {
            if (floods
                    || member.endpoint().equals(hop.from())
                    || member.endpoint().equals(hop.to())) {
                passed.add(member.endpoint());
            }
        }
        for (Shaper shaper : segment.shapers()) {
            boolean before =
                    shaper.member().equals(hop.from()) || shaper.member().equals(hop.to());
            if (before || segment.medium() != Medium.SWITCHED) {
                passed.add(new Endpoint(shaper.node(), shaper.near()));
            }
        }
        return passed;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverMoreProbesThanForEveryConversation(long seed) {
        Topology topology = Samples.random(seed);
        long links = Planner.lightweight(topology, PlanOptions.DEFAULT, INSTRUMENTS)
                .bound()
                .cost();
        assertThat(plan(topology, FlowOptions.DEFAULT).bound().cost()).isLessThanOrEqualTo(links);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameInputGivesTheSameBytes(long seed) {
        String once = JsonDocument.text(PlanFile.document(plan(Samples.random(seed), FlowOptions.DEFAULT)));
        assertThat(JsonDocument.text(PlanFile.document(plan(Samples.random(seed), FlowOptions.DEFAULT))))
                .isEqualTo(once);
    }

    private static OverlayPlan plan(Topology topology, FlowOptions flows) {
        return Planner.flows(topology, PlanOptions.DEFAULT, flows, INSTRUMENTS);
    }

    private static Set<Endpoint> watched(OverlayPlan plan) {
        Set<Endpoint> watched = new HashSet<>();
        plan.probes().forEach(p -> p.interfaces().forEach(i -> watched.add(new Endpoint(p.node(), i.name()))));
        return watched;
    }

    private static Topology star(int leaves) {
        List<Node> nodes = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        List<Interface> ports = new ArrayList<>();
        for (int i = 1; i <= leaves; i++) {
            nodes.add(new Node("l" + i, Role.HOST, Optional.empty(), List.of(Interface.named("eth1"))));
            ports.add(Interface.named("eth" + i));
            segments.add(new Link(
                    "link" + i, List.of(Member.plain("l" + i, "eth1"), Member.plain("hub", "eth" + i)), List.of()));
        }
        nodes.add(new Node("hub", Role.HOST, Optional.empty(), ports));
        return new Topology("p/star", nodes, segments, List.of());
    }

    @Test
    void ipv6RoutesDecideAsIpv4RoutesDo() {
        FlowOptions between = new FlowOptions(List.of("a", "c"), Map.of());
        OverlayPlan four = plan(ring(true), between);
        OverlayPlan six = plan(inSix(ring(true), Map.of()), between);
        assertThat(six.probes()).isEqualTo(four.probes());
        assertThat(six.flows().orElseThrow().owners())
                .extracting(FlowPlan.Owner::iface)
                .containsExactly("eth1", "eth2");
        FlowPlan.Owner forth = six.flows().orElseThrow().owners().get(0);
        FlowPlan.Owner back = six.flows().orElseThrow().owners().get(1);
        assertThat(four.flows().orElseThrow().owners())
                .containsExactly(
                        new FlowPlan.Owner("a", "c", forth.owner(), forth.iface(), List.of(IpAddress.of("10.0.2.2"))),
                        new FlowPlan.Owner("c", "a", back.owner(), back.iface(), List.of(IpAddress.of("10.0.1.1"))));
    }

    @Test
    void whereIpv6TakesAnotherWayItsFlowsHaveOwnersOfTheirOwn() {
        Topology four = ring(true);
        FlowOptions between = new FlowOptions(List.of("a", "c"), Map.of());
        PlanOptions inTheMiddle = PlanOptions.DEFAULT.excluding(Set.of("a", "c"));
        OverlayPlan same = Planner.flows(both(four, inSix(four, Map.of())), inTheMiddle, between, INSTRUMENTS);
        assertThat(same.flows().orElseThrow().owner("a", "c", IpAddress.of("10.0.2.2")))
                .isEqualTo(same.flows().orElseThrow().owner("a", "c", IpAddress.of("fd00:2::2")));

        Topology turned = inSix(four, Map.of("fd00:1::2", "fd00:4::1"));
        List<Route> routes = new ArrayList<>(turned.routes());
        routes.add(new Route(
                "d", IpPrefix.of("fd00:2::/64"), Optional.of(IpAddress.of("fd00:3::1")), Optional.empty(), 0));
        Topology other = both(four, turned.withRoutes(routes));
        FlowPlan flows =
                Planner.flows(other, inTheMiddle, between, INSTRUMENTS).flows().orElseThrow();
        assertThat(flows.owner("a", "c", IpAddress.of("10.0.2.2")).orElseThrow().owner())
                .isEqualTo("b");
        assertThat(flows.owner("a", "c", IpAddress.of("fd00:2::2"))
                        .orElseThrow()
                        .owner())
                .isEqualTo("d");
        assertThat(flows.pairs()).isEqualTo(2);
        assertThat(flows.observed()).isEqualTo(2);
    }

    /** Two links join a and b; their second addresses meet on the second. */
    @Test
    void eachAddressOfAHostIsCountedOnTheLinkThatLeadsToIt(@TempDir Path folder) throws Exception {
        for (boolean routed : new boolean[] {false, true}) {
            OverlayPlan plan = plan(twins(routed), FlowOptions.DEFAULT);
            FlowPlan flows = plan.flows().orElseThrow();
            assertThat(flows.pairs()).isEqualTo(2);
            assertThat(plan.probes()).hasSize(1);
            assertThat(plan.probes().get(0).interfaces())
                    .extracting(OverlayPlan.MonitoredInterface::name)
                    .containsExactly("eth1", "eth2");
            for (String network : List.of("1", "2")) {
                assertThat(flows.owner("a", "b", IpAddress.of("10.0." + network + ".2"))
                                .orElseThrow()
                                .iface())
                        .isEqualTo("eth" + network);
                assertThat(flows.owner("b", "a", IpAddress.of("10.0." + network + ".1"))
                                .orElseThrow()
                                .iface())
                        .isEqualTo("eth" + network);
            }
            Path file = Files.writeString(folder.resolve("plan.json"), JsonDocument.text(PlanFile.document(plan)));
            assertThat(PlanFile.read(file).flows()).isEqualTo(plan.flows());
        }
    }

    private static Topology twins(boolean routed) {
        List<Segment> links = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            links.add(new Link(
                    "link" + i, List.of(Member.plain("a", "eth" + i), Member.plain("b", "eth" + i)), List.of()));
        }
        List<Node> nodes =
                List.of(ringNode("a", "10.0.1.1/24", "10.0.2.1/24"), ringNode("b", "10.0.1.2/24", "10.0.2.2/24"));
        List<Route> routes = List.of(
                new Route("a", IpPrefix.of("10.0.1.0/24"), Optional.empty(), Optional.of("eth1"), 0),
                new Route("b", IpPrefix.of("10.0.1.0/24"), Optional.empty(), Optional.of("eth1"), 0));
        return new Topology("p/twins", nodes, links, List.of(), routed ? routes : List.of());
    }

    @Test
    void anAddressToWhichNoSinglePathLeadsIsNamed() {
        assertThat(plan(ring(true), new FlowOptions(List.of("a", "c"), Map.of()))
                        .notes())
                .containsExactly("not to every address of a host is there a single path, and flows without one are not"
                        + " covered: c to 10.0.4.2, a to 10.0.3.1");
    }

    /** 10.0.N.X/24 becomes fd00:N::X/64; next hops may be changed. */
    private static Topology inSix(Topology four, Map<String, String> hops) {
        List<Node> nodes = four.nodes().stream()
                .map(n -> ringNode(
                        n.name(),
                        six(n.interfaces().get(0).address().orElseThrow()) + "/64",
                        six(n.interfaces().get(1).address().orElseThrow()) + "/64"))
                .toList();
        List<Route> routes = four.routes().stream()
                .map(r -> new Route(
                        r.node(),
                        IpPrefix.of(six(r.to().base()) + "/64"),
                        r.via().map(FlowCoverageTest::six).map(hop -> IpAddress.of(hops.getOrDefault(hop, hop))),
                        r.dev(),
                        0))
                .toList();
        return new Topology(four.experiment(), nodes, four.segments(), List.of(), routes);
    }

    private static String six(IpAddress four) {
        String[] parts = four.toString().split("\\.");
        return "fd00:" + parts[2] + "::" + (parts[3].equals("0") ? "" : parts[3]);
    }

    private static Topology both(Topology four, Topology six) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < four.nodes().size(); i++) {
            Node one = four.nodes().get(i);
            Node other = six.nodes().get(i);
            List<Interface> ports = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                Interface port = one.interfaces().get(k);
                List<InterfaceAddress> all = new ArrayList<>(port.addresses());
                all.addAll(other.interfaces().get(k).addresses());
                ports.add(new Interface(port.name(), Optional.empty(), all));
            }
            nodes.add(new Node(one.name(), Role.HOST, Optional.empty(), ports));
        }
        List<Route> routes = new ArrayList<>(four.routes());
        routes.addAll(six.routes());
        return new Topology(four.experiment(), nodes, four.segments(), List.of(), routes);
    }

    /** a - b - c - d - a; with routes, a reaches c by b, and c reaches a by d. */
    private static Topology ring(boolean routed) {
        List<Node> nodes = List.of(
                ringNode("a", "10.0.1.1/24", "10.0.4.2/24"),
                ringNode("b", "10.0.1.2/24", "10.0.2.1/24"),
                ringNode("c", "10.0.2.2/24", "10.0.3.1/24"),
                ringNode("d", "10.0.3.2/24", "10.0.4.1/24"));
        List<Segment> segments = List.of(
                new Link("ab", List.of(Member.plain("a", "eth1"), Member.plain("b", "eth1")), List.of()),
                new Link("bc", List.of(Member.plain("b", "eth2"), Member.plain("c", "eth1")), List.of()),
                new Link("cd", List.of(Member.plain("c", "eth2"), Member.plain("d", "eth1")), List.of()),
                new Lan(
                        "da",
                        Medium.SWITCHED,
                        List.of(Member.plain("d", "eth2"), Member.plain("a", "eth2")),
                        List.of()));
        List<Route> routes = List.of(
                new Route("a", IpPrefix.of("10.0.2.0/24"), Optional.of(IpAddress.of("10.0.1.2")), Optional.empty(), 0),
                new Route("c", IpPrefix.of("10.0.1.0/24"), Optional.of(IpAddress.of("10.0.3.2")), Optional.empty(), 0),
                new Route("d", IpPrefix.of("10.0.1.0/24"), Optional.of(IpAddress.of("10.0.4.2")), Optional.empty(), 0));
        return new Topology("p/ring", nodes, segments, List.of(), routed ? routes : List.of());
    }

    private static Node ringNode(String name, String one, String two) {
        return new Node(
                name,
                Role.HOST,
                Optional.empty(),
                List.of(Interface.with("eth1", Optional.empty(), one), Interface.with("eth2", Optional.empty(), two)));
    }
}
