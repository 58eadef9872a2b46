package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.overtap.testbed.hosts.inventory.HostEntry;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.listing.LocalInterface;

/**
 * Which interfaces of a host may be on segments of the experiment.
 *
 * @param ports those
 * @param findings what was left out although it has addresses
 */
record HostPorts(List<HostPort> ports, List<DiscoveryNote> findings) {
    /** Bridges that container and virtual machine programs make on every host alike, for that host alone. */
    private static final Pattern HOST_ONLY =
            Pattern.compile("docker\\d+|br-[0-9a-f]{12}|virbr\\d+|lxcbr\\d+|lxdbr\\d+|incusbr\\d+|podman\\d+|cni\\d+");

    HostPorts {
        ports = List.copyOf(ports);
        findings = List.copyOf(findings);
    }

    /** Every interface but the control one that has a subnet; those that the list names, where it names some. */
    static HostPorts of(HostEntry host, HostFacts facts, ControlInterface control) {
        List<HostPort> ports = new ArrayList<>();
        List<DiscoveryNote> findings = new ArrayList<>();
        if (!host.interfaces().isEmpty()) {
            for (String name : host.interfaces()) {
                ports.add(new HostPort(host.name(), facts.named(name).orElseThrow(() -> host.at()
                        .error("host " + host.name() + " has no interface called " + name))));
            }
            return new HostPorts(ports, findings);
        }
        for (LocalInterface local : facts.interfaces()) {
            HostPort port = new HostPort(host.name(), local);
            if (local.isLoopback() || local.name().equals(control.name()) || !local.up()) {
                continue;
            }
            if (port.subnets().isEmpty() || local.master().isPresent()) {
                continue;
            }
            if (local.mac().isEmpty()) {
                findings.add(leftOut(port, "is no Ethernet"));
            } else if (HOST_ONLY.matcher(local.name()).matches()) {
                findings.add(leftOut(port, "is a bridge within its host; 'interfaces:' can name it"));
            } else {
                ports.add(port);
            }
        }
        return new HostPorts(ports, findings);
    }

    private static DiscoveryNote leftOut(HostPort port, String why) {
        return new DiscoveryNote(DiscoveryNote.Kind.HIDDEN, port.toString(), why + ": left out");
    }
}
