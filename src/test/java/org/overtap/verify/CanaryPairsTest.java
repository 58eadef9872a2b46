package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Link;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Route;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

class CanaryPairsTest {
    /** Routers r1 to r4 in a ring, each with a host; towards every other host r1, r2 and r3 send clockwise only. */
    private static Topology ring() {
        List<Node> nodes = new ArrayList<>();
        List<Segment> links = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int next = i % 4 + 1;
            int before = (i + 2) % 4 + 1;
            nodes.add(new Node(
                    "h" + i,
                    Role.HOST,
                    Optional.empty(),
                    List.of(Interface.with("eth1", Optional.empty(), "10.0." + i + ".2/24"))));
            nodes.add(new Node(
                    "r" + i,
                    Role.HOST,
                    Optional.empty(),
                    List.of(
                            Interface.with("eth1", Optional.empty(), "10.0." + i + ".1/24"),
                            Interface.with("eth2", Optional.empty(), "10.1." + i + ".1/24"),
                            Interface.with("eth3", Optional.empty(), "10.1." + before + ".2/24"))));
            links.add(new Link(
                    "access" + i, List.of(Member.plain("h" + i, "eth1"), Member.plain("r" + i, "eth1")), List.of()));
            links.add(new Link(
                    "ring" + i, List.of(Member.plain("r" + i, "eth2"), Member.plain("r" + next, "eth3")), List.of()));
            route(routes, "h" + i, "10.0.0.0/16", "10.0." + i + ".1");
            route(routes, "r" + i, "10.0." + next + ".0/24", "10.1." + i + ".2");
            if (i != 4) {
                route(routes, "r" + i, "10.0." + (next % 4 + 1) + ".0/24", "10.1." + i + ".2");
            }
        }
        return new Topology("p/ring", nodes, links, List.of(), routes);
    }

    private static void route(List<Route> routes, String node, String to, String via) {
        routes.add(new Route(node, IpPrefix.of(to), Optional.of(IpAddress.of(via)), Optional.empty(), 0));
    }

    @Test
    void flowsAreAskedForInTheDirectionsThatThePlanListsAndInNoOther() throws Exception {
        OverlayPlan plan = Planner.flows(
                ring(),
                PlanOptions.DEFAULT,
                new FlowOptions(List.of("h1", "h2", "h3", "h4"), Map.of()),
                InstrumentCatalogue.builtIn());
        List<CanaryPair> pairs = CanaryPairs.of(ring(), plan);
        assertThat(pairs).hasSize((int) plan.flows().orElseThrow().pairs());
        assertThat(pairs)
                .extracting(CanaryPair::toString)
                .containsExactlyInAnyOrder(
                        "h1 -> h2", "h1 -> h3", "h2 -> h3", "h2 -> h4", "h3 -> h4", "h3 -> h1", "h4 -> h1");
        assertThat(pairs).noneMatch(CanaryPair::bothWays);
    }
}
