package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.topology.IpAddress;

/**
 * Flow coverage: every pair of hosts is seen at least once in each direction, and counted by one probe.
 *
 * @param routes where the paths come from: {@code read} (the nodes' own tables) or {@code shortest-paths} (assumed)
 * @param hosts how many hosts flows run between
 * @param pairs ordered pairs of them with a path
 * @param unrouted ordered pairs without a single path: no route, or several equal ones
 * @param observed ordered pairs of which some probe sees what goes to each address
 * @param probes how many nodes probe
 * @param linkCover what seeing every link would cost
 * @param recordsPerFlow records of one flow over all probes, on average, before owners are applied
 * @param maxLoad most pairs (or traffic, where that was given) that one probe owns
 * @param meanLoad the same on average
 * @param owners who counts each ordered pair, by address where that differs; left out where there are very many
 * @param abridged whether they were left out
 */
public record FlowPlan(
        String routes,
        int hosts,
        long pairs,
        long unrouted,
        long observed,
        int probes,
        long linkCover,
        double recordsPerFlow,
        long maxLoad,
        double meanLoad,
        List<Owner> owners,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean abridged) {

    /** Pairs above this are not listed. */
    public static final long MOST_OWNERS = 10_000;

    public FlowPlan {
        owners = owners == null ? List.of() : List.copyOf(owners);
    }

    /**
     * Who counts the flows from one host to another.
     *
     * @param from the sending host
     * @param to the receiving host
     * @param owner the node whose probe counts them
     * @param iface the one interface at which it does
     * @param addresses the receiving host's addresses to which they go; empty for all of them
     */
    public record Owner(
            String from,
            String to,
            String owner,

            @JsonProperty("interface") String iface,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<IpAddress> addresses) {
        public Owner {
            addresses = addresses == null ? List.of() : List.copyOf(addresses);
        }

        /** Whether it counts what goes to that address of the receiving host. */
        public boolean counts(IpAddress address) {
            return addresses.isEmpty() || addresses.contains(address);
        }
    }

    /** What the user should know of it. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (routes.equals("shortest-paths")) {
            notes.add("nobody read the nodes' routes: flows are assumed to take the fewest segments");
        }
        if (unrouted > 0) {
            notes.add(unrouted + " ordered pairs of hosts have no single path between them and are not covered");
        }
        return notes;
    }

    /** The owner of flows from one host to an address of another, where it is listed. */
    public Optional<Owner> owner(String from, String to, IpAddress address) {
        return owners.stream()
                .filter(o -> o.from().equals(from) && o.to().equals(to) && o.counts(address))
                .findFirst();
    }
}
