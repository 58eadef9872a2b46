package org.overtap.testbed.hosts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.IpAddress;
import org.overtap.topology.TopologyException;
import org.overtap.topology.listing.IpAddrParser;
import org.overtap.topology.listing.LocalInterface;

/**
 * What a host told of itself.
 *
 * @param kernel its running kernel's own number, drawn at boot: hosts with one kernel have one
 * @param namespace its network namespace; with the kernel, what makes it a host of its own
 * @param disk the folder under which deployments make theirs, as its kernel knows it
 * @param os kernel's name and release
 * @param login its address in the SSH session, if there is one; may be of a link only
 * @param interfaces its interfaces
 */
record HostFacts(
        String kernel,
        String namespace,
        String disk,
        String os,
        Optional<String> login,
        List<LocalInterface> interfaces) {
    /** What the host is asked; {@code $1} is the folder under which deployments make theirs. Changes nothing. */
    static final String SCRIPT = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
            echo "kernel $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
            echo "namespace $(readlink /proc/self/ns/net 2>/dev/null)"
            echo "disk $(stat -c %d:%i "$1" 2>/dev/null)"
            echo "os $(uname -sr)"
            echo "login ${SSH_CONNECTION:-}"
            echo interfaces
            exec ip -j addr
            """;

    private static final String LISTING = "\ninterfaces\n";

    HostFacts {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * Reads the answer to {@link #SCRIPT}.
     *
     * @throws TopologyException if it is none
     */
    static HostFacts parse(String node, String answer) {
        int listing = answer.indexOf(LISTING);
        if (listing < 0) {
            throw new TopologyException("host " + node
                    + " does not tell what it is: its login shell may print something," + " or it is no Linux machine");
        }
        Map<String, String> facts = new HashMap<>();
        answer.substring(0, listing).lines().forEach(line -> {
            int space = line.indexOf(' ');
            facts.put(
                    space < 0 ? line : line.substring(0, space),
                    space < 0 ? "" : line.substring(space + 1).strip());
        });
        String[] login = facts.getOrDefault("login", "").split("\\s+");
        return new HostFacts(
                facts.getOrDefault("kernel", ""),
                facts.getOrDefault("namespace", ""),
                facts.getOrDefault("disk", ""),
                facts.getOrDefault("os", ""),
                login.length == 4 ? Optional.of(login[2]) : Optional.empty(),
                IpAddrParser.parse(node, answer.substring(listing + LISTING.length())));
    }

    /** The interface of that name. */
    Optional<LocalInterface> named(String name) {
        return interfaces.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /** The interface that has that address. */
    Optional<LocalInterface> having(IpAddress address) {
        return interfaces.stream().filter(i -> i.has(address)).findFirst();
    }

    /** What tells it from every other host; empty where it does not say. */
    Optional<String> identity() {
        return kernel.isEmpty() || namespace.isEmpty() ? Optional.empty() : Optional.of(kernel + " " + namespace);
    }

    /** What tells its disk from every other; empty where it does not say. */
    Optional<String> diskIdentity() {
        return kernel.isEmpty() || disk.isEmpty() ? Optional.empty() : Optional.of(kernel + " " + disk);
    }
}
