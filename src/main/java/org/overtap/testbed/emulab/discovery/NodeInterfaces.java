package org.overtap.testbed.emulab.discovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.TopologyException;
import org.overtap.topology.listing.IpAddrParser;
import org.overtap.topology.listing.LocalInterface;

/**
 * Reads a node's own list of its interfaces: Linux's in full, with addresses; an old Linux's and FreeBSD's by name and
 * MAC only.
 */
public final class NodeInterfaces {
    /**
     * {@code ip} where it exists, {@code ifconfig} elsewhere; neither is in every user's path. Details ({@code -d}) are
     * not asked for: {@code ip} of some years ago breaks its JSON with them.
     */
    public static final String SCRIPT =
            "PATH=$PATH:/sbin:/usr/sbin; ip -j addr 2>/dev/null || ip -o link 2>/dev/null || ifconfig -a";

    /** The interface that has the address {@code $1}: by Emulab's own tool, else by {@code ip}. */
    public static final String BY_ADDRESS =
            "PATH=$PATH:/sbin:/usr/sbin:/usr/local/etc/emulab; findif -i \"$1\" 2>/dev/null"
                    + " || ip -o -4 addr show to \"$1\" | awk '{print $2}'";

    private static final Pattern NAME = Pattern.compile("[-\\w.:]+");
    private static final Pattern IP_LINK =
            Pattern.compile("\\d+:\\s+([^:@\\s]+)(?:@\\S+)?:.*?(?:link/ether\\s+([0-9A-Fa-f:]{17})\\b.*)?");
    private static final Pattern IFCONFIG_HEAD = Pattern.compile("([^\\s:]+):?\\s.*");
    private static final Pattern IFCONFIG_MAC = Pattern.compile(".*(?:\\bether|\\bHWaddr)\\s+([0-9A-Fa-f:]{17})\\b.*");

    private NodeInterfaces() {}

    /** The node's interfaces; those of the old forms have no addresses. */
    public static List<LocalInterface> parse(String node, String text) throws TestbedException {
        if (!text.strip().startsWith("[")) {
            return macs(node, text).entrySet().stream()
                    .map(entry -> new LocalInterface(
                            entry.getKey(), "", "", entry.getValue(), 0, true, Optional.empty(), List.of(), List.of()))
                    .toList();
        }
        try {
            return IpAddrParser.parse(node, text);
        } catch (TopologyException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    private static Map<String, Optional<String>> macs(String node, String text) throws TestbedException {
        Map<String, Optional<String>> found = new TreeMap<>();
        String current = "";
        for (String line : text.lines().toList()) {
            Matcher ip = IP_LINK.matcher(line);
            Matcher head = IFCONFIG_HEAD.matcher(line);
            Matcher mac = IFCONFIG_MAC.matcher(line);
            if (ip.matches()) {
                found.put(ip.group(1), mac(node, ip.group(2)));
                continue;
            }
            if (head.matches()) {
                current = head.group(1);
                found.putIfAbsent(current, Optional.empty());
            }
            if (mac.matches() && !current.isEmpty()) {
                found.put(current, mac(node, mac.group(1)));
            }
        }
        return found;
    }

    /** The name in the answer to {@link #BY_ADDRESS}, if there is exactly one. */
    static Optional<String> name(String answer) {
        String name = answer.strip().replaceFirst("@.*", "");
        return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> mac(String node, String text) throws TestbedException {
        return MacAddress.read("node " + node + "'s MAC", text == null ? "" : text);
    }
}
