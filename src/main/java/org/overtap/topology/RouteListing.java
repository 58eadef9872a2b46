package org.overtap.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads what {@code ip -j route} prints on a node. */
public final class RouteListing {
    private static final Set<String> DROPPING = Set.of("unreachable", "blackhole", "prohibit", "throw");
    private static final Set<String> FORWARDING = Set.of("", "unicast");
    private static final Set<String> DOWN = Set.of("dead", "linkdown");

    private RouteListing() {}

    /**
     * The node's IPv4 routes in the listing's order. Routes over links that are down, and routes that are not for
     * forwarding (local, broadcast), are left out; each of several next hops is a route of its own.
     *
     * @throws TopologyException if the text is no such listing
     */
    public static List<Route> parse(String node, String json) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode entry : listing(node, json)) {
            String type = entry.path("type").asText("");
            String to = destination(entry.path("dst").asText(""));
            if (DROPPING.contains(type) && to.indexOf(':') < 0) {
                routes.add(new Route(
                        node,
                        to,
                        Optional.empty(),
                        Optional.empty(),
                        entry.path("metric").asInt(0)));
            } else if (FORWARDING.contains(type) && to.indexOf(':') < 0) {
                addHops(routes, node, to, entry);
            }
        }
        return routes;
    }

    private static JsonNode listing(String node, String json) {
        try {
            JsonNode tree = JsonDocument.mapper().readTree(json.isBlank() ? "[]" : json);
            if (tree.isArray()
                    && StreamSupport.stream(tree.spliterator(), false).allMatch(JsonNode::isObject)) {
                return tree;
            }
            throw new TopologyException("routes of " + node + ": expected the list that 'ip -j route' prints");
        } catch (JsonProcessingException e) {
            throw new TopologyException("routes of " + node + ": 'ip -j route' printed no JSON", e);
        }
    }

    private static void addHops(List<Route> routes, String node, String to, JsonNode entry) {
        JsonNode hops = entry.path("nexthops");
        int metric = entry.path("metric").asInt(0);
        if (!hops.isArray()) {
            addHop(routes, node, to, metric, entry);
            return;
        }
        hops.forEach(hop -> addHop(routes, node, to, metric, hop));
    }

    private static void addHop(List<Route> routes, String node, String to, int metric, JsonNode hop) {
        for (JsonNode flag : hop.path("flags")) {
            if (DOWN.contains(flag.asText())) {
                return;
            }
        }
        routes.add(new Route(node, to, text(hop, "gateway"), text(hop, "dev"), metric));
    }

    private static Optional<String> text(JsonNode entry, String field) {
        return Optional.ofNullable(entry.path(field).textValue());
    }

    private static String destination(String dst) {
        return dst.equals("default") ? "0.0.0.0/0" : dst;
    }
}
