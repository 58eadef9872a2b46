package org.overtap.testbed.hosts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.testbed.hosts.inventory.Inventory;
import org.overtap.testbed.hosts.inventory.Mark;
import org.overtap.testbed.hosts.inventory.SegmentHint;
import org.overtap.testbed.hosts.inventory.YamlTree;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;

/** Makes segments of domains: what the list says of some first, then names and kinds for the others. */
final class SegmentNaming {
    private final Inventory inventory;
    private final Map<String, HostFacts> facts;
    private final Map<String, ControlInterface> controls;
    private final List<DiscoveryNote> findings;
    private final Set<String> names = new HashSet<>();

    /** Findings are added to the list. */
    SegmentNaming(
            Inventory inventory,
            Map<String, HostFacts> facts,
            Map<String, ControlInterface> controls,
            List<DiscoveryNote> findings) {
        this.inventory = inventory;
        this.facts = facts;
        this.controls = controls;
        this.findings = findings;
    }

    /** Segments with their ports; domains of one host alone are none. */
    Map<Segment, List<HostPort>> segments(List<List<HostPort>> inferred) {
        List<List<HostPort>> domains = new ArrayList<>(inferred);
        Map<Segment, List<HostPort>> segments = new LinkedHashMap<>();
        Map<HostPort, SegmentHint> taken = new HashMap<>();
        for (SegmentHint hint : inventory.segments()) {
            if (!names.add(hint.name())) {
                throw hint.at().error("a second segment is called " + hint.name());
            }
            List<HostPort> ports =
                    hint.subnet().isPresent() ? meant(hint, hint.subnet().get(), domains) : listed(hint, domains);
            for (HostPort port : ports) {
                SegmentHint before = taken.putIfAbsent(port, hint);
                if (before != null) {
                    throw hint.at().error(port + " is on segment " + before.name() + " already");
                }
            }
            domains.replaceAll(domain ->
                    domain.stream().filter(port -> !ports.contains(port)).toList());
            segments.put(segment(hint.name(), hint.medium(), ports, hint.at()), ports);
        }
        for (List<HostPort> domain : domains) {
            if (hosts(domain).size() > 1) {
                segments.put(unnamed(domain), domain);
            } else {
                domain.forEach(this::alone);
            }
        }
        return segments;
    }

    private static Set<String> hosts(List<HostPort> domain) {
        Set<String> hosts = new TreeSet<>();
        domain.forEach(port -> hosts.add(port.node()));
        return hosts;
    }

    private void alone(HostPort port) {
        findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.HIDDEN,
                port.toString(),
                "reaches no other host of the list in "
                        + String.join(
                                ", ",
                                port.subnets().stream().map(IpPrefix::toString).toList())
                        + ": left out"));
    }

    private static List<HostPort> meant(SegmentHint hint, IpPrefix subnet, List<List<HostPort>> domains) {
        List<List<HostPort>> found = domains.stream()
                .filter(domain -> hosts(domain).size() > 1)
                .filter(domain ->
                        domain.stream().anyMatch(port -> port.in(subnet).isPresent()))
                .toList();
        if (found.size() != 1) {
            throw hint.at()
                    .error("segment " + hint.name() + ": " + found.size() + " segments have the subnet " + subnet
                            + (found.isEmpty() ? "" : ": list its members instead"));
        }
        return found.get(0);
    }

    private List<HostPort> listed(SegmentHint hint, List<List<HostPort>> domains) {
        List<HostPort> ports = new ArrayList<>();
        for (YamlTree.Text member : hint.members()) {
            int colon = member.value().indexOf(':');
            String node = colon < 0 ? member.value() : member.value().substring(0, colon);
            HostFacts told = facts.get(node);
            if (told == null) {
                throw member.at().error("no host is called " + node);
            }
            HostPort port = colon < 0
                    ? only(member, node, domains)
                    : named(member, told, node, member.value().substring(colon + 1));
            if (port.local().name().equals(controls.get(node).name())) {
                throw member.at()
                        .error(port + " is the interface by which " + node + " is entered; it is never" + " monitored");
            }
            ports.add(port);
        }
        if (hosts(ports).size() < 2) {
            throw hint.at().error("segment " + hint.name() + " needs members on two hosts or more");
        }
        return ports;
    }

    private static HostPort named(YamlTree.Text member, HostFacts told, String node, String name) {
        return new HostPort(node, told.named(name).orElseThrow(() -> member.at()
                .error("host " + node + " has no interface called " + name)));
    }

    private static HostPort only(YamlTree.Text member, String node, List<List<HostPort>> domains) {
        List<HostPort> own = domains.stream()
                .flatMap(List::stream)
                .filter(port -> port.node().equals(node))
                .toList();
        if (own.size() != 1) {
            throw member.at()
                    .error("host " + node + " has " + own.size() + " interfaces that it could be: write " + node
                            + ":INTERFACE");
        }
        return own.get(0);
    }

    private Segment unnamed(List<HostPort> domain) {
        boolean link = domain.size() == 2;
        String base = link
                ? String.join("-", hosts(domain))
                : "lan-" + commonSubnet(domain).base();
        String name = Stream.iterate(1, i -> i + 1)
                .map(i -> i == 1 ? base : base + "-" + i)
                .filter(names::add)
                .findFirst()
                .orElseThrow();
        return segment(name, Optional.empty(), domain, new Mark(inventory.source(), 0, 0));
    }

    /** The subnet that most members have an address in, of IPv4 before IPv6. */
    private static IpPrefix commonSubnet(List<HostPort> domain) {
        Map<IpPrefix, Integer> counts = new LinkedHashMap<>();
        domain.forEach(port -> port.subnets().forEach(subnet -> counts.merge(subnet, 1, Integer::sum)));
        return counts.entrySet().stream()
                .min(Map.Entry.<IpPrefix, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(e -> e.getKey().base())
                        .thenComparing(e -> e.getKey().length()))
                .orElseThrow()
                .getKey();
    }

    private Segment segment(String name, Optional<Medium> said, List<HostPort> ports, Mark at) {
        List<Member> members = ports.stream()
                .map(port -> Member.plain(port.node(), port.local().name()))
                .toList();
        Medium medium = said.orElse(ports.size() == 2 ? Medium.POINT_TO_POINT : Medium.SWITCHED);
        if (medium == Medium.POINT_TO_POINT) {
            if (ports.size() != 2) {
                throw at.error("segment " + name + " has " + ports.size() + " members, so it is not point-to-point");
            }
            return new Link(name, members, List.of());
        }
        if (said.isEmpty()) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.INFERRED,
                    name,
                    "is taken for a switched LAN: no host can tell whether it floods; 'medium: flooding' says so"));
        }
        return new Lan(name, medium, members, List.of());
    }
}
