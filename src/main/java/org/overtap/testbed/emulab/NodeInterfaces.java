package org.overtap.testbed.emulab;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.TestbedException;

/** Reads a node's own list of its interfaces, in Linux's and in FreeBSD's form. */
final class NodeInterfaces {
    /** {@code ip} where it exists, {@code ifconfig} elsewhere; neither is in every user's path. */
    static final String SCRIPT = "PATH=$PATH:/sbin:/usr/sbin; ip -o link 2>/dev/null || ifconfig -a";

    /** The interface that has the address {@code $1}: by Emulab's own tool, else by {@code ip}. */
    static final String BY_ADDRESS = "PATH=$PATH:/sbin:/usr/sbin:/usr/local/etc/emulab; findif -i \"$1\" 2>/dev/null"
            + " || ip -o -4 addr show to \"$1\" | awk '{print $2}'";

    private static final Pattern NAME = Pattern.compile("[-\\w.:]+");
    private static final Pattern IP_LINK =
            Pattern.compile("\\d+:\\s+([^:@\\s]+)(?:@\\S+)?:.*?(?:link/ether\\s+([0-9A-Fa-f:]{17})\\b.*)?");
    private static final Pattern IFCONFIG_HEAD = Pattern.compile("([^\\s:]+):?\\s.*");
    private static final Pattern IFCONFIG_MAC = Pattern.compile(".*(?:\\bether|\\bHWaddr)\\s+([0-9A-Fa-f:]{17})\\b.*");

    private NodeInterfaces() {}

    /** Interface names, each with its MAC if it has one. */
    static Map<String, Optional<String>> parse(String node, String text) throws TestbedException {
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
