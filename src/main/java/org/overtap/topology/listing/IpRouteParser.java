package org.overtap.topology.listing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Route;
import org.overtap.topology.TopologyException;

/** Reads what {@code ip -j -4 route} and {@code ip -j -6 route} print on a node. */
public final class IpRouteParser {
    private static final Set<String> DROPPING = Set.of("unreachable", "blackhole", "prohibit", "throw");
    private static final Set<String> FORWARDING = Set.of("", "unicast");
    private static final Set<String> DOWN = Set.of("dead", "linkdown");

    private IpRouteParser() {}

    /**
     * The node's routes of that family in the listing's order. Routes over links that are down, routes that are not for
     * forwarding (local, broadcast, multicast) and those to link-local addresses are left out; each of several next
     * hops is a route of its own.
     *
     * @throws TopologyException if the text is no such listing
     */
    public static List<Route> parse(String node, IpFamily family, String json) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode entry : IpListing.rows("routes of " + node, "ip -j route", json)) {
            String type = entry.path("type").asText("");
            IpPrefix to = destination(node, family, entry.path("dst").asText(""));
            if (to.base().family() != family || to.base().isLinkLocal()) {
                continue;
            }
            if (DROPPING.contains(type)) {
                routes.add(new Route(node, to, Optional.empty(), Optional.empty(), metric(entry)));
            } else if (FORWARDING.contains(type)) {
                addHops(routes, node, to, entry);
            }
        }
        return routes;
    }

    private static void addHops(List<Route> routes, String node, IpPrefix to, JsonNode entry) {
        JsonNode hops = entry.path("nexthops");
        int metric = metric(entry);
        if (!hops.isArray()) {
            addHop(routes, node, to, metric, entry);
            return;
        }
        hops.forEach(hop -> addHop(routes, node, to, metric, hop));
    }

    private static void addHop(List<Route> routes, String node, IpPrefix to, int metric, JsonNode hop) {
        for (JsonNode flag : hop.path("flags")) {
            if (DOWN.contains(flag.asText())) {
                return;
            }
        }
        routes.add(new Route(node, to, gateway(node, to, hop), text(hop, "dev"), metric));
    }

    /** The kernel's metric has 32 bits without a sign. */
    private static int metric(JsonNode entry) {
        return (int) Math.min(Integer.MAX_VALUE, entry.path("metric").asLong(0));
    }

    private static Optional<String> text(JsonNode entry, String field) {
        return Optional.ofNullable(entry.path(field).textValue());
    }

    /** {@code via} is where the next hop is of the other family. */
    private static Optional<IpAddress> gateway(String node, IpPrefix to, JsonNode hop) {
        return text(hop, "gateway").or(() -> text(hop.path("via"), "host")).map(next -> IpAddress.parse(next)
                .orElseThrow(() -> new TopologyException(
                        "route of " + node + " to " + to + ": next hop " + next + " is no IP address")));
    }

    private static IpPrefix destination(String node, IpFamily family, String dst) {
        return dst.equals("default")
                ? IpPrefix.all(family)
                : IpPrefix.parse(dst)
                        .orElseThrow(() -> new TopologyException("route of " + node + ": " + dst + " is no IP prefix"));
    }
}
