package org.overtap.testbed.geni.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.geni.rspec.SliverPort;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;
import org.overtap.topology.listing.IpAddrParser;
import org.overtap.topology.listing.LocalInterface;

/**
 * What a node told of itself.
 *
 * @param system kernel's name and release
 * @param login its own address in the session; empty if it tells none
 * @param speeds of interfaces, in Mbit/s, where they have one
 * @param shaping the interfaces that have a queue which shapes
 * @param traces the files into which the testbed traces links there
 * @param interfaces its interfaces
 */
public record SliverFacts(
        String system,
        Optional<IpAddress> login,
        Map<String, Long> speeds,
        Set<String> shaping,
        Set<String> traces,
        List<LocalInterface> interfaces) {
    /** What a node is asked. Changes nothing. */
    public static final String SCRIPT = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            echo "system $(uname -sr)"
            echo "login ${SSH_CONNECTION:-}"
            for folder in /sys/class/net/*; do
                echo "speed ${folder##*/} $(cat "$folder/speed" 2>/dev/null)"
            done
            for file in /local/logs/trace_*; do
                [ -e "$file" ] && echo "trace ${file##*/}"
            done
            tc qdisc show 2>/dev/null | sed 's/^qdisc /queue /'
            echo interfaces
            exec ip -j addr
            """;

    private static final String LISTING = "\ninterfaces\n";
    private static final Pattern SPEED = Pattern.compile("speed (\\S+) (\\d{1,9})");
    private static final Pattern QUEUE =
            Pattern.compile("queue (netem|tbf|htb|hfsc|cake|cbq|dsmark) .*?\\bdev (\\S+).*");

    private static final String TRACE = "trace ";

    public SliverFacts {
        speeds = Map.copyOf(speeds);
        shaping = Set.copyOf(shaping);
        traces = Set.copyOf(traces);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * Reads the answer to {@link #SCRIPT}.
     *
     * @throws TopologyException if it is none
     */
    public static SliverFacts parse(String node, String answer) {
        int listing = answer.indexOf(LISTING);
        if (listing < 0) {
            throw new TopologyException("node " + node + " does not tell its interfaces: its login may print something,"
                    + " or it is no Linux machine");
        }
        String system = "";
        Optional<IpAddress> login = Optional.empty();
        Map<String, Long> speeds = new HashMap<>();
        Set<String> shaping = new TreeSet<>();
        Set<String> traces = new TreeSet<>();
        for (String line : answer.substring(0, listing).lines().toList()) {
            Matcher speed = SPEED.matcher(line);
            Matcher queue = QUEUE.matcher(line);
            if (line.startsWith("system ")) {
                system = line.substring(7).strip();
            } else if (line.startsWith("login ")) {
                String[] words = line.split("\\s+");
                login = words.length == 5 ? IpAddress.parse(words[3].replaceFirst("%.*", "")) : Optional.empty();
            } else if (speed.matches() && Long.parseLong(speed.group(2)) > 0) {
                speeds.put(speed.group(1), Long.parseLong(speed.group(2)));
            } else if (queue.matches()) {
                shaping.add(queue.group(2));
            } else if (line.startsWith(TRACE)) {
                traces.add(line.substring(TRACE.length()));
            }
        }
        return new SliverFacts(
                system,
                login,
                speeds,
                shaping,
                traces,
                IpAddrParser.parse(node, answer.substring(listing + LISTING.length())));
    }

    /** Whether the testbed traces that link there, into {@code trace_NODE-LINK.recv}, {@code .xmit} and the like. */
    public boolean traces(String node, String link) {
        return traces.stream().anyMatch(file -> file.startsWith("trace_" + node + "-" + link + "."));
    }

    /** Its address on the network by which it was entered, if it has that itself: behind a gateway it may not. */
    public Optional<IpAddress> control() {
        return login.filter(address -> !address.isLinkLocal())
                .filter(address -> interfaces.stream().anyMatch(local -> !local.isLoopback() && local.has(address)));
    }

    /**
     * The interface that a manifest means: by its MAC, and where several have that (a bridge has the MAC of a port, a
     * VLAN that of its parent) the one with the address; else by the address.
     */
    public Optional<LocalInterface> find(SliverPort port) {
        List<IpAddress> told =
                port.addresses().stream().map(InterfaceAddress::ip).toList();
        List<LocalInterface> ours = new ArrayList<>(
                interfaces.stream().filter(local -> !local.isLoopback()).toList());
        Optional<LocalInterface> byMac = port.mac().flatMap(mac -> ours.stream()
                .filter(local -> local.mac().equals(Optional.of(mac)))
                .min(Comparator.<LocalInterface, Boolean>comparing(
                                local -> told.stream().noneMatch(local::has))
                        .thenComparing(LocalInterface::name)));
        return byMac.or(() -> ours.stream()
                .filter(local -> told.stream().anyMatch(local::has))
                .findFirst());
    }
}
