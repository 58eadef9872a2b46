package org.overtap.topology.listing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.TopologyException;

/** Reads what {@code ip -j -d addr} prints on a node (iproute2's ipaddress.c); without {@code -d} kinds are unknown. */
public final class IpAddrParser {
    private static final Set<String> OFF = Set.of("DOWN", "LOWERLAYERDOWN", "NOTPRESENT", "DORMANT");
    /** Addresses that come and go by themselves (RFC 8981), or that nobody can be reached at yet or any more. */
    private static final List<String> PASSING = List.of("temporary", "tentative", "dadfailed", "deprecated");

    /** What the kernel allows, and what can stand in a line of words. */
    private static final Pattern NAME = Pattern.compile("[^\\s/\\p{Cntrl}]+");

    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}");

    private IpAddrParser() {}

    /**
     * The node's interfaces in the listing's order.
     *
     * @throws TopologyException if the text is no such listing
     */
    public static List<LocalInterface> parse(String node, String json) {
        List<LocalInterface> found = new ArrayList<>();
        for (JsonNode entry : IpListing.rows("interfaces of " + node, "ip -j addr", json)) {
            String name = entry.path("ifname").asText("");
            // ip leaves empty objects where it filtered a row out.
            if (!name.isEmpty()) {
                found.add(read(node, name, entry));
            }
        }
        return found;
    }

    private static LocalInterface read(String node, String name, JsonNode entry) {
        if (!NAME.matcher(name).matches()) {
            throw new TopologyException("interfaces of " + node + ": a name with blanks or control characters in it");
        }
        String type = entry.path("link_type").asText("");
        boolean up = flags(entry).contains("UP")
                && !OFF.contains(entry.path("operstate").asText(""));
        String mac = entry.path("address").asText("");
        List<InterfaceAddress> addresses = new ArrayList<>();
        List<IpAddress> linkLocal = new ArrayList<>();
        for (JsonNode row : entry.path("addr_info")) {
            address(node, name, row).ifPresent(found -> {
                if (found.ip().family() == IpFamily.V6 && found.ip().isLinkLocal()) {
                    linkLocal.add(found.ip());
                } else {
                    addresses.add(found);
                }
            });
        }
        return new LocalInterface(
                name,
                type,
                entry.path("linkinfo").path("info_kind").asText(""),
                type.equals("ether") && MAC.matcher(mac).matches()
                        ? Optional.of(mac.toLowerCase(Locale.ROOT))
                        : Optional.empty(),
                entry.path("mtu").asInt(0),
                up,
                Optional.ofNullable(entry.path("master").textValue()),
                addresses,
                linkLocal);
    }

    private static List<String> flags(JsonNode entry) {
        List<String> flags = new ArrayList<>();
        entry.path("flags").forEach(flag -> flags.add(flag.asText()));
        return flags;
    }

    private static Optional<InterfaceAddress> address(String node, String name, JsonNode row) {
        if (!row.has("local")
                || PASSING.stream().anyMatch(word -> row.path(word).asBoolean(false))) {
            return Optional.empty();
        }
        String text = row.path("local").asText() + "/" + row.path("prefixlen").asText();
        return Optional.of(InterfaceAddress.parse(text)
                .orElseThrow(() -> new TopologyException(
                        "interfaces of " + node + ": " + name + " has the address " + text + ", which is none")));
    }
}
