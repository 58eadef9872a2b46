package org.overtap.testbed.hosts;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.testbed.hosts.inventory.HostAccess;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;
import org.overtap.topology.TopologyException;
import org.overtap.topology.listing.LocalInterface;

/**
 * The interface by which a host is entered and sends its records. It is never monitored.
 *
 * @param name the interface
 * @param address its address, which records come from
 */
record ControlInterface(String name, IpAddress address) {
    /** What it is called in namespaces, where no session tells it. */
    private static final String DEFAULT_NAMES = "ctrl|control";

    /**
     * Finds it: the list's word for it first, then the session's own address, then its name.
     *
     * @throws TopologyException if it cannot be told; the message says how the list can
     */
    static ControlInterface of(HostEntry host, HostFacts facts) {
        if (host.control().isPresent()) {
            return named(host, facts, host.control().get());
        }
        if (host.access() instanceof HostAccess.Ssh ssh) {
            return entered(host, facts, ssh);
        }
        List<LocalInterface> usual = facts.interfaces().stream()
                .filter(i -> i.name().matches("(" + DEFAULT_NAMES + ")[-\\w.]*")
                        && address(i).isPresent())
                .toList();
        if (usual.size() != 1) {
            throw untold(host, "has " + (usual.isEmpty() ? "no" : "more than one") + " interface called ctrl", facts);
        }
        return new ControlInterface(usual.get(0).name(), address(usual.get(0)).orElseThrow());
    }

    private static ControlInterface named(HostEntry host, HostFacts facts, String word) {
        Optional<IpAddress> address = IpAddress.parse(word);
        Optional<LocalInterface> found = address.isPresent() ? facts.having(address.get()) : facts.named(word);
        return found.flatMap(i -> address.or(() -> address(i)).map(a -> new ControlInterface(i.name(), a)))
                .orElseThrow(() -> untold(
                        host,
                        address.isPresent() || found.isEmpty()
                                ? "has nothing called " + word
                                : "has no address on " + word,
                        facts));
    }

    private static ControlInterface entered(HostEntry host, HostFacts facts, HostAccess.Ssh ssh) {
        String text = facts.login().orElse(ssh.host()).replaceFirst("%.*", "");
        Optional<IpAddress> login = IpAddress.parse(text);
        LocalInterface found = login.flatMap(facts::having)
                .filter(i -> !i.isLoopback())
                .orElseThrow(() -> untold(host, "is entered by " + text + ", which no interface of it has", facts));
        IpAddress address = login.filter(a -> !a.isLinkLocal())
                .or(() -> address(found))
                .orElseThrow(() -> untold(host, "has no address but a link-local one on " + found.name(), facts));
        return new ControlInterface(found.name(), address);
    }

    /** The address that records would come from: of IPv4 where there is one. */
    private static Optional<IpAddress> address(LocalInterface local) {
        List<IpAddress> all = local.addresses().stream()
                .map(InterfaceAddress::ip)
                .filter(ip -> !ip.isLinkLocal())
                .toList();
        return all.stream().filter(ip -> ip.family() == IpFamily.V4).findFirst().or(() -> all.stream()
                .findFirst());
    }

    private static TopologyException untold(HostEntry host, String why, HostFacts facts) {
        String there = facts.interfaces().stream()
                .filter(i -> !i.isLoopback() && address(i).isPresent())
                .map(i -> i.name() + " (" + address(i).orElseThrow() + ")")
                .collect(Collectors.joining(", "));
        return host.at()
                .error("host " + host.name() + " " + why + ", so it is unknown by which its records travel: name it"
                        + " with 'control: INTERFACE' or 'control: ADDRESS'; it has "
                        + (there.isEmpty() ? "no interface with an address" : there));
    }
}
