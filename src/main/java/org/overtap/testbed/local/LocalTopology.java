package org.overtap.testbed.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Makes the topology of namespaces from how they are wired. Pure. */
final class LocalTopology {
    private final String experiment;
    private final MachineFacts facts;
    private final Predicate<BroadcastDomains.Domain> wanted;
    private final NamespaceFinder.Asked asked;
    private final Map<String, Namespace> byInode;
    private final Map<String, List<Interface>> ports = new TreeMap<>();
    private final BroadcastDomains.Found wiring;
    private final SwitchNodes switches;
    private final List<Segment> segments = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final List<DiscoveryNote> findings = new ArrayList<>();

    /**
     * @param found the namespaces that are nodes
     * @param facts how they are wired
     * @param wanted the domains that belong to the experiment
     * @param asked how somebody came to have these namespaces
     * @throws TestbedException if one that was named is gone, or two that were named are one
     */
    LocalTopology(
            String experiment,
            List<Namespace> found,
            MachineFacts facts,
            Predicate<BroadcastDomains.Domain> wanted,
            NamespaceFinder.Asked asked)
            throws TestbedException {
        this.experiment = experiment;
        this.facts = facts;
        this.wanted = wanted;
        this.asked = asked;
        this.wiring = BroadcastDomains.of(facts);
        this.byInode = DistinctNodes.of(found, facts, asked, findings::add);
        this.switches = new SwitchNodes(
                facts,
                name -> byInode.values().stream().anyMatch(node -> node.node().equals(name)),
                wiring::tagged,
                findings::add);
    }

    /**
     * The topology.
     *
     * @param what what the nodes are, for messages
     * @throws TestbedException if no two of them share a segment
     */
    Topology read(String what) throws TestbedException {
        if (byInode.isEmpty()) {
            throw new TestbedException("nothing to monitor: all " + what + " ended while they were looked at");
        }
        wiring.domains().forEach(this::segment);
        wiring.open().stream()
                .filter(port -> byInode.containsKey(port.namespace()))
                .forEach(port -> hidden(at(port).toString(), "leads to a namespace that is not known here: left out"));
        tellLonely();
        facts.unswitched()
                .filter(Unswitched::missed)
                .ifPresent(its -> findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        "Open vSwitch",
                        "what its bridges join is not known here: " + its.advice())));
        if (segments.isEmpty()) {
            throw new TestbedException(nothing(what));
        }
        tellTwiceUsedAddresses();
        findings.add(new DiscoveryNote(
                DiscoveryNote.Kind.INFERRED,
                String.join(
                        ", ",
                        Stream.concat(ports.keySet().stream(), switches.names().stream())
                                .sorted()
                                .toList()),
                "share this machine's disk: each has folders of its own on it"));
        return new Topology(experiment, nodes(), segments, findings);
    }

    private String nothing(String what) {
        List<String> reasons = findings.stream()
                .filter(note -> note.kind() != DiscoveryNote.Kind.INFERRED)
                .map(note -> note.subject() + " " + note.text())
                .toList();
        return "nothing to monitor among these " + what + ": "
                + Listed.some(byInode.values().stream().map(Namespace::node).toList())
                + ": no two of them are joined by veth pairs or a bridge, with addresses on both ends"
                + (reasons.isEmpty() ? "" : " (" + Listed.some(reasons) + ")");
    }

    /** Nothing was told yet of a node that has no interface to tell of. */
    private void tellLonely() {
        if (asked != NamespaceFinder.Asked.NOT_AT_ALL) {
            byInode.values().stream()
                    .map(Namespace::node)
                    .filter(node -> !ports.containsKey(node))
                    .filter(node ->
                            findings.stream().noneMatch(note -> note.subject().startsWith(node + ":")))
                    .toList()
                    .forEach(node -> hidden(node, "has no interface that leads to another node: left out"));
        }
    }

    private void segment(BroadcastDomains.Domain domain) {
        if (!wanted.test(domain)) {
            domain.ports().stream()
                    .filter(port -> !domain.bridges().isEmpty())
                    .filter(port -> byInode.containsKey(port.namespace()))
                    .forEach(port -> hidden(
                            at(port).toString(),
                            "is on " + domain.bridges().get(0).name()
                                    + ", which is none of the experiment's: left out"));
            return;
        }
        List<WiredPort> usable = domain.ports().stream()
                .filter(port -> byInode.containsKey(port.namespace()))
                .filter(this::usable)
                .sorted(java.util.Comparator.comparing(port -> at(port).toString()))
                .toList();
        Set<String> nodes = new TreeSet<>();
        usable.forEach(port -> nodes.add(at(port).node()));
        if (nodes.size() < 2) {
            usable.forEach(port -> hidden(at(port).toString(), "reaches no other node: left out"));
            return;
        }
        List<Member> members = new ArrayList<>();
        for (WiredPort port : usable) {
            Endpoint at = at(port);
            members.add(Member.plain(at.node(), at.iface()));
            ports.computeIfAbsent(at.node(), node -> new ArrayList<>())
                    .add(new Interface(
                            port.name(),
                            port.local().mac(),
                            port.local().addresses(),
                            port.local().linkLocal()));
        }
        segments.add(
                domain.bridges().isEmpty() && members.size() == 2 && !domain.shared()
                        ? new Link(unused(String.join("-", nodes)), members, List.of())
                        : lan(domain, members));
        tellStrangers(domain);
    }

    private boolean usable(WiredPort port) {
        if (port.local().isLoopback()) {
            return false;
        }
        String kind = port.local().kind();
        boolean addressed = !port.local().addresses().isEmpty();
        boolean known =
                kind.isEmpty() || kind.equals("veth") || wiring.followed().contains(port.key());
        if (!port.local().up()) {
            if (known || addressed) {
                hidden(at(port).toString(), "is down or has no carrier: left out");
            }
            return false;
        }
        if (!known && !kind.equals("bridge")) {
            if (addressed) {
                hidden(at(port).toString(), "is a " + kind + ", whose wiring is not followed: left out");
            }
            return false;
        }
        boolean named = port.local().mac().isPresent() && addressed;
        if (!named && known) {
            hidden(at(port).toString(), "has no address: left out");
        }
        return named;
    }

    private Segment lan(BroadcastDomains.Domain domain, List<Member> members) {
        List<String> bridges = domain.bridges().stream()
                .map(BroadcastDomains.Bridge::name)
                .sorted()
                .toList();
        // What has no bridge is on an interface that its members share.
        String shared = domain.ports().stream()
                .filter(port -> !byInode.containsKey(port.namespace()))
                .map(WiredPort::name)
                .findFirst()
                .orElseGet(() -> members.get(0).node());
        String name = unused("lan-" + (bridges.isEmpty() ? shared : String.join("-", bridges)));
        if (domain.shared()) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    name,
                    "has members that share one interface of this machine (" + shared
                            + "): what they send each other never leaves it, and a probe outside sees none of it"));
        }
        domain.bridges().stream()
                .filter(bridge -> bridge.port().map(WiredPort::filters).orElse(false))
                .forEach(
                        bridge -> findings.add(
                                new DiscoveryNote(
                                        DiscoveryNote.Kind.WARNING,
                                        name,
                                        "bridge " + bridge.device()
                                                + " filters VLANs, which is not read: it is taken for one segment,"
                                                + " although members in different VLANs do not reach each other ('bridge vlan show')")));
        return new Lan(name, Medium.SWITCHED, members, List.of(), switches.carrier(name, domain.bridges()));
    }

    private String unused(String base) {
        return Stream.iterate(1, i -> i + 1)
                .map(i -> i == 1 ? base : base + "-" + i)
                .filter(names::add)
                .findFirst()
                .orElseThrow();
    }

    /** This machine may have an address on a bridge itself, and so may namespaces that were not asked for. */
    private void tellStrangers(BroadcastDomains.Domain domain) {
        domain.ports().stream()
                .filter(port -> !byInode.containsKey(port.namespace()))
                .filter(port -> !port.local().addresses().isEmpty())
                .forEach(port -> findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        segments.get(segments.size() - 1).name(),
                        port.local().addresses().get(0) + " on " + port.name() + " in "
                                + facts.namespaces().get(port.namespace()).handle()
                                + " takes part too, and is none of the experiment: what it sends may be seen, and is"
                                + " promised to nobody")));
    }

    private void tellTwiceUsedAddresses() {
        Map<IpAddress, String> owners = new HashMap<>();
        ports.forEach((node, its) -> its.forEach(port -> port.addresses().forEach(address -> {
            String at = node + ":" + port.name();
            String before = owners.putIfAbsent(address.ip(), at);
            if (before != null) {
                findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        at,
                        "has the address " + address.ip() + ", and so has " + before
                                + ": flows of the two are told apart by where they were seen only"));
            }
        })));
    }

    private List<Node> nodes() {
        Map<String, Namespace> known = new HashMap<>();
        Map<String, NamespaceFacts> facing = new HashMap<>();
        byInode.forEach((inode, node) -> {
            known.put(node.node(), node);
            facing.put(node.node(), facts.namespaces().get(inode));
        });
        Set<String> names = new TreeSet<>(ports.keySet());
        names.addAll(switches.names());
        Map<String, String> addresses = LoopbackAddresses.of(names);
        List<Node> nodes = new ArrayList<>(switches.nodes(addresses));
        ports.forEach((name, its) -> {
            boolean sends = facing.get(name).hasLoopback();
            if (!sends) {
                findings.add(new DiscoveryNote(
                        DiscoveryNote.Kind.WARNING,
                        name,
                        "its loopback interface is down, so no record can leave a probe there: 'nsenter --net="
                                + facing.get(name).handle() + " ip link set lo up', or --exclude " + name));
            }
            Optional<String> address = Optional.of(addresses.get(name)).filter(a -> sends);
            nodes.add(new Node(
                    name,
                    Role.HOST,
                    Optional.of(Machine.isolated(known.get(name).words(), address, List.of())),
                    its));
        });
        return nodes;
    }

    private Endpoint at(WiredPort port) {
        return new Endpoint(byInode.get(port.namespace()).node(), port.name());
    }

    private void hidden(String subject, String text) {
        findings.add(new DiscoveryNote(DiscoveryNote.Kind.HIDDEN, subject, text));
    }
}
