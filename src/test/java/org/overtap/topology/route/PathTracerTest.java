package org.overtap.topology.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Route;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;
import org.overtap.topology.listing.IpRouteParser;

class PathTracerTest {
    /** a -- r -- b, and a second way a -- s -- b; each link is 10.0.N.0/24. */
    private static Topology diamond(List<Route> routes) {
        List<Node> nodes = List.of(
                node("a", "10.0.1.1/24", "10.0.3.1/24"),
                node("r", "10.0.1.2/24", "10.0.2.2/24"),
                node("b", "10.0.2.1/24", "10.0.4.1/24"),
                node("s", "10.0.3.2/24", "10.0.4.2/24"));
        List<Segment> segments = List.of(
                link("ar", "a", "eth1", "r", "eth1"),
                link("rb", "r", "eth2", "b", "eth1"),
                link("as", "a", "eth2", "s", "eth1"),
                link("sb", "s", "eth2", "b", "eth2"));
        return new Topology("p/diamond", nodes, segments, List.of(), routes);
    }

    private static Node node(String name, String... addresses) {
        List<Interface> ports = new ArrayList<>();
        for (String address : addresses) {
            List<InterfaceAddress> all =
                    Arrays.stream(address.split(" ")).map(InterfaceAddress::of).toList();
            ports.add(new Interface(
                    "eth" + (ports.size() + 1),
                    Optional.empty(),
                    all.stream().filter(x -> !x.ip().isLinkLocal()).toList(),
                    all.stream()
                            .map(InterfaceAddress::ip)
                            .filter(IpAddress::isLinkLocal)
                            .toList()));
        }
        return new Node(name, Role.HOST, Optional.empty(), ports);
    }

    private static Segment link(String name, String a, String onA, String b, String onB) {
        return new Link(name, List.of(Member.plain(a, onA), Member.plain(b, onB)), List.of());
    }

    private static Route route(String node, String to, String via) {
        return new Route(node, IpPrefix.of(to), Optional.of(IpAddress.of(via)), Optional.empty(), 0);
    }

    private static List<String> segments(Topology topology, String from, String address) {
        return new PathTracer(topology)
                .trace(from, IpAddress.of(address)).stream().map(Hop::segment).toList();
    }

    @Test
    void aNeighbourIsReachedWithoutAnyRoute() {
        assertThat(segments(diamond(List.of()), "a", "10.0.1.2")).containsExactly("ar");
    }

    @Test
    void packetsFollowTheLongestPrefix() {
        Topology topology = diamond(List.of(
                route("a", "0.0.0.0/0", "10.0.1.2"),
                route("a", "10.0.2.0/24", "10.0.3.2"),
                route("s", "10.0.2.0/24", "10.0.4.1")));
        assertThat(segments(topology, "a", "10.0.2.1")).containsExactly("as", "sb");
    }

    @Test
    void theWayBackMayBeAnotherOne() {
        Topology topology = diamond(List.of(
                route("a", "10.0.2.0/24", "10.0.1.2"),
                route("b", "10.0.1.0/24", "10.0.4.2"),
                route("s", "10.0.1.0/24", "10.0.3.1")));
        assertThat(segments(topology, "a", "10.0.2.1")).containsExactly("ar", "rb");
        assertThat(segments(topology, "b", "10.0.1.1")).containsExactly("sb", "as");
    }

    @Test
    void theLowerMetricWins() {
        Topology topology = diamond(List.of(
                new Route(
                        "a", IpPrefix.of("10.0.2.0/24"), Optional.of(IpAddress.of("10.0.3.2")), Optional.empty(), 100),
                new Route(
                        "a",
                        IpPrefix.of("10.0.2.0/24"),
                        Optional.of(IpAddress.of("10.0.1.2")),
                        Optional.of("eth1"),
                        5)));
        assertThat(segments(topology, "a", "10.0.2.1")).containsExactly("ar", "rb");
    }

    @Test
    void equalRoutesHaveNoSinglePath() {
        Topology topology =
                diamond(List.of(route("a", "10.0.2.0/24", "10.0.3.2"), route("a", "10.0.2.0/24", "10.0.1.2")));
        assertThat(segments(topology, "a", "10.0.2.1")).isEmpty();
    }

    /** Which of two links that have one subnet the kernel takes depends on which was told it first. */
    @Test
    void anAddressBehindTheSecondOfTwoRoutesToItsNetworkHasNoSinglePath() {
        List<Route> routes = List.of(
                new Route("a", IpPrefix.of("10.0.4.0/22"), Optional.empty(), Optional.of("eth1"), 0),
                new Route("a", IpPrefix.of("10.0.4.0/22"), Optional.empty(), Optional.of("eth2"), 0));
        List<Node> nodes = List.of(node("a", "10.0.4.1/22", "10.0.4.3/22"), node("b", "10.0.4.2/22", "10.0.4.4/22"));
        List<Segment> segments = List.of(link("one", "a", "eth1", "b", "eth1"), link("two", "a", "eth2", "b", "eth2"));
        Topology twins = new Topology("p/twins", nodes, segments, List.of(), routes);
        assertThat(segments(twins, "a", "10.0.4.4")).isEmpty();
        assertThat(segments(twins, "a", "10.0.4.2")).isEmpty();
    }

    @Test
    void aLoopIsNoPath() {
        Topology topology =
                diamond(List.of(route("a", "10.9.0.0/16", "10.0.1.2"), route("r", "10.9.0.0/16", "10.0.1.1")));
        assertThat(segments(topology, "a", "10.9.1.1")).isEmpty();
    }

    @Test
    void whatARouteDropsOrSendsElsewhereHasNoPath() {
        Topology dropped =
                diamond(List.of(new Route("a", IpPrefix.of("10.0.2.0/24"), Optional.empty(), Optional.empty(), 0)));
        Topology elsewhere = diamond(List.of(new Route(
                "a", IpPrefix.of("10.0.2.0/24"), Optional.of(IpAddress.of("172.16.0.1")), Optional.of("eth9"), 0)));
        assertThat(segments(dropped, "a", "10.0.2.1")).isEmpty();
        assertThat(segments(elsewhere, "a", "10.0.2.1")).isEmpty();
    }

    @Test
    void theListingOfALinuxNodeIsUnderstood() {
        String listing = """
                [{"dst":"default","gateway":"155.98.36.1","dev":"eth0","protocol":"dhcp","flags":[]},
                 {"dst":"10.0.1.0/24","dev":"eth1","protocol":"kernel","scope":"link","prefsrc":"10.0.1.1","flags":[]},
                 {"dst":"10.0.2.0/24","gateway":"10.0.1.2","dev":"eth1","metric":20,"flags":[]},
                 {"dst":"10.0.4.9","gateway":"10.0.3.2","dev":"eth2","flags":["linkdown"]},
                 {"dst":"10.0.5.0/24","nexthops":[{"gateway":"10.0.1.2","dev":"eth1","weight":1,"flags":[]},
                                                  {"gateway":"10.0.3.2","dev":"eth2","weight":1,"flags":[]}]},
                 {"type":"unreachable","dst":"10.8.0.0/16","flags":[]},
                 {"type":"broadcast","dst":"10.0.1.255","dev":"eth1","flags":[]}]
                """;
        assertThat(IpRouteParser.parse("a", IpFamily.V4, listing))
                .extracting(r -> r.to() + " " + r.via().map(IpAddress::toString).orElse("-") + " "
                        + r.dev().orElse("-") + " " + r.metric())
                .containsExactly(
                        "0.0.0.0/0 155.98.36.1 eth0 0",
                        "10.0.1.0/24 - eth1 0",
                        "10.0.2.0/24 10.0.1.2 eth1 20",
                        "10.0.5.0/24 10.0.1.2 eth1 0",
                        "10.0.5.0/24 10.0.3.2 eth2 0",
                        "10.8.0.0/16 - - 0");
    }

    @Test
    void ipv6RoutesAreReadWithoutThoseOfOneLinkOnly() {
        String listing = """
                [{"dst":"fd00:1::/64","dev":"eth1","protocol":"kernel","metric":256,"flags":[],"pref":"medium"},
                 {"dst":"fd00:2::/64","gateway":"fd00:1::2","dev":"eth1","metric":1024,"flags":[],"pref":"medium"},
                 {"dst":"fd00:3::9","gateway":"fe80::5","dev":"eth2","metric":1024,"flags":[],"pref":"medium"},
                 {"type":"unreachable","dst":"fd00:8::/32","dev":"lo","metric":1024,"flags":[],"pref":"medium"},
                 {"type":"unreachable","dst":"default","dev":"lo","metric":4294967295,"flags":[],"pref":"medium"},
                 {"type":"multicast","dst":"ff00::/8","dev":"eth1","metric":256,"flags":[],"pref":"medium"},
                 {"dst":"fe80::/64","dev":"eth1","protocol":"kernel","metric":256,"flags":[],"pref":"medium"},
                 {"dst":"default","gateway":"fd00:1::2","dev":"eth1","metric":1024,"flags":[],"pref":"medium"}]
                """;
        assertThat(IpRouteParser.parse("a", IpFamily.V6, listing))
                .extracting(r -> r.to() + " " + r.via().map(IpAddress::toString).orElse("-") + " "
                        + r.dev().orElse("-") + " " + r.metric())
                .containsExactly(
                        "fd00:1::/64 - eth1 256",
                        "fd00:2::/64 fd00:1::2 eth1 1024",
                        "fd00:3::9/128 fe80::5 eth2 1024",
                        "fd00:8::/32 - - 1024",
                        "::/0 - - 2147483647",
                        "::/0 fd00:1::2 eth1 1024");
    }

    @Test
    void anIpv4RouteMayLeadOverAnIpv6NextHop() {
        String listing = """
                [{"dst":"10.0.2.0/24","via":{"family":"inet6","host":"fe80::5"},"dev":"eth1","flags":[]}]
                """;
        assertThat(IpRouteParser.parse("a", IpFamily.V4, listing))
                .containsExactly(new Route(
                        "a", IpPrefix.of("10.0.2.0/24"), Optional.of(IpAddress.of("fe80::5")), Optional.of("eth1"), 0));
    }

    /** a -- r -- b and a -- s -- b with both families: IPv4 goes over r, IPv6 over s, whose address is link-local. */
    @Test
    void eachFamilyFollowsItsOwnRoutes() {
        List<Node> nodes = List.of(
                node("a", "10.0.1.1/24 fd00:1::1/64", "10.0.3.1/24 fd00:3::1/64"),
                node("r", "10.0.1.2/24 fd00:1::2/64", "10.0.2.2/24 fd00:2::2/64"),
                node("b", "10.0.2.1/24 fd00:2::1/64", "10.0.4.1/24 fd00:4::1/64"),
                node("s", "10.0.3.2/24 fe80::2", "10.0.4.2/24 fd00:4::2/64"));
        Topology plain = diamond(List.of(
                route("a", "10.0.2.0/24", "10.0.1.2"),
                route("a", "::/0", "fe80::2"),
                route("s", "fd00:2::/64", "fd00:4::1")));
        Topology both = new Topology("p/both", nodes, plain.segments(), List.of(), plain.routes());
        assertThat(segments(both, "a", "10.0.2.1")).containsExactly("ar", "rb");
        assertThat(segments(both, "a", "fd00:2::1")).containsExactly("as", "sb");
        assertThat(segments(both, "a", "fd00:1::2")).containsExactly("ar");
        assertThat(segments(both, "r", "fd00:3::1")).isEmpty();
    }

    @Test
    void whatIsNoListingIsRefusedWithTheNodesName() {
        assertThatThrownBy(() -> IpRouteParser.parse("a", IpFamily.V4, "Object \"route\" is unknown"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("routes of a");
        assertThatThrownBy(() -> IpRouteParser.parse("a", IpFamily.V4, "[{\"dst\":\"10.0.0.0/99\",\"dev\":\"eth1\"}]"))
                .hasMessageContaining("10.0.0.0/99");
        assertThat(IpRouteParser.parse("a", IpFamily.V4, "")).isEmpty();
    }

    @Test
    void aTopologyKeepsItsRoutesInItsFile() {
        Topology topology = diamond(List.of(route("a", "0.0.0.0/0", "10.0.1.2")));
        String text = JsonDocument.text(TopologyFile.document(topology));
        assertThat(JsonDocument.parse(text, "test", TopologyFile.SCHEMA, Topology.class))
                .isEqualTo(topology);
        assertThat(JsonDocument.text(TopologyFile.document(diamond(List.of())))).doesNotContain("routes");
    }

    @Test
    void aRouteOfAnUnknownNodeIsRefused() {
        assertThatThrownBy(() -> diamond(List.of(route("z", "0.0.0.0/0", "10.0.1.2"))))
                .hasMessageContaining("z, which is no node");
    }
}
