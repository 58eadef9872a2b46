package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One line of a node's routing table, as the node itself told it.
 *
 * @param node whose table it is in
 * @param to destination prefix, {@code 10.1.2.0/24}; {@code 0.0.0.0/0} and {@code ::/0} are default routes
 * @param via address of the next hop, of whichever family; absent where the destination is on the segment itself
 * @param dev name of the interface it leaves by, if told; a route with neither drops what it matches
 * @param metric the lower one wins between routes of the same prefix
 */
public record Route(
        String node,
        IpPrefix to,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<IpAddress> via,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> dev,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int metric) {
    public Route {
        Preconditions.notBlank(node, "a route needs a node");
        Preconditions.that(to != null, "a route of " + node + " needs a destination");
        via = via == null ? Optional.empty() : via;
        dev = dev == null ? Optional.empty() : dev;
    }
}
