package org.overtap.report.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.view.DaemonHealth;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.SegmentVolume;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Link;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Topology;
import org.overtap.topology.file.TopologyFile;

/** Networks to draw, planned by the planner, with numbers that were made up. */
final class Views {
    static final long FIRST = 1_764_000_000_000_000L;

    private final Map<String, List<Interface>> ports = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final List<Segment> segments = new ArrayList<>();

    private Views() {}

    /** A folder of {@code sample-topologies/} with its plan. */
    static NetworkView sample(String name) {
        Path folder = Path.of("sample-topologies", name);
        Topology topology = TopologyFile.read(folder.resolve("topology.json"));
        OverlayPlan plan = PlanFile.read(folder.resolve("plan.json"));
        return view(name, topology, Optional.of(plan), 20);
    }

    /** Three offices behind routers, a shaped trunk, servers on links; some of it nobody may watch. */
    static NetworkView thirty() {
        Views v = new Views();
        List<String> routers = List.of("core1", "core2", "east", "west");
        for (int lan = 0; lan < 3; lan++) {
            List<String> members = new ArrayList<>();
            members.add(routers.get(lan + 1));
            for (int i = 1; i <= 5 + lan; i++) {
                members.add("desk" + (lan + 1) + i);
            }
            v.lan("floor" + (lan + 1), Medium.SWITCHED, members);
        }
        v.link("trunk", "core1", "core2", "shaper-0");
        v.link("uplink-e", "core1", "east", "shaper-0");
        v.link("uplink-w", "core1", "west", "shaper-1");
        for (String server : List.of("web", "mail", "dns", "files")) {
            v.link("to-" + server, "core2", server, null);
        }
        return v.planned("office", Set.of("desk11", "desk12", "desk13", "core2", "web"), 24);
    }

    /** A campus: routers, LANs of hosts below them. */
    static NetworkView campus(int nodes) {
        Views v = new Views();
        int hosts = 0;
        int lan = 0;
        while (v.ports.size() < nodes) {
            String router = "r" + lan;
            if (lan > 0) {
                v.link("up" + lan, lan % 4 == 0 ? "r0" : "r" + lan / 4 * 4, router, null);
                if (lan % 4 == 0 && lan > 4) {
                    v.link("ring" + lan, "r" + (lan - 4), router, null);
                }
            }
            List<String> members = new ArrayList<>(List.of(router));
            for (int i = 0; i < 15 && v.ports.size() + members.size() - 1 < nodes; i++) {
                members.add("host" + hosts++);
            }
            if (members.size() > 1) {
                v.lan("lan" + lan, Medium.SWITCHED, members);
            }
            lan++;
        }
        return v.planned("campus", Set.of("host3", "host4", "host5"), 40);
    }

    /** Nodes joined at random, so many links. */
    static NetworkView mesh(int nodes, int links) {
        Views v = new Views();
        Random random = new Random(7);
        for (int i = 1; i < nodes; i++) {
            v.link("tree" + i, "n" + random.nextInt(i), "n" + i, null);
        }
        for (int i = nodes - 1; i < links; i++) {
            int a = random.nextInt(nodes);
            int b = (a + 1 + random.nextInt(nodes - 1)) % nodes;
            v.link("link" + i, "n" + a, "n" + b, null);
        }
        return v.planned("mesh", Set.of("n3", "n5", "n17", "n40"), 30);
    }

    static NetworkView ring(int nodes) {
        Views v = new Views();
        for (int i = 0; i < nodes; i++) {
            v.link("l" + i, "n" + i, "n" + (i + 1) % nodes, null);
        }
        return v.planned("ring", Set.of(), 10);
    }

    static NetworkView parallel(int links) {
        Views v = new Views();
        for (int i = 0; i < links; i++) {
            v.link("wire" + i, "left", "right", null);
        }
        return v.planned("parallel", Set.of(), 10);
    }

    static NetworkView oneLan(int members) {
        Views v = new Views();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            names.add("member" + i);
        }
        v.lan("lan0", Medium.SWITCHED, names);
        return v.planned("one-lan", Set.of("member7", "member8"), 10);
    }

    static NetworkView withoutEdges(int nodes) {
        Views v = new Views();
        for (int i = 0; i < nodes; i++) {
            v.node("alone" + i);
        }
        return view("alone", v.topology("alone"), Optional.empty(), 0);
    }

    /** Nodes with these names on one LAN, and each on a link to a hub. */
    static NetworkView named(String title, List<String> names) {
        Views v = new Views();
        v.lan(names.get(0), Medium.FLOODING, names);
        names.forEach(name -> v.link("to " + name, name, "hub", null));
        NetworkView plain = v.planned("names", Set.copyOf(names), 5);
        return new NetworkView(
                title, plain.kind(), plain.topology(), plain.plan(), plain.health(), plain.volume(), names);
    }

    private void node(String name) {
        ports.computeIfAbsent(name, n -> new ArrayList<>());
    }

    private Member plug(String name) {
        node(name);
        List<Interface> own = ports.get(name);
        String iface = "eth" + (own.size() + 1);
        own.add(Interface.with(
                iface,
                Optional.empty(),
                "10." + segments.size() / 200 + "." + segments.size() % 200 + "." + (ports.size() % 250 + 1) + "/24"));
        return Member.plain(name, iface);
    }

    private void lan(String name, Medium medium, List<String> members) {
        segments.add(new Lan(name, medium, members.stream().map(this::plug).toList(), List.of()));
    }

    private void link(String name, String a, String b, String shaper) {
        Member first = plug(a);
        Member last = plug(b);
        List<Shaper> between = new ArrayList<>();
        if (shaper != null) {
            roles.put(shaper, Role.SHAPER);
            Endpoint at = first.endpoint();
            between.add(new Shaper(shaper, plug(shaper).iface(), plug(shaper).iface(), at));
        }
        segments.add(new Link(name, List.of(first, last), between));
    }

    private Topology topology(String title) {
        List<Node> nodes = new ArrayList<>();
        ports.forEach(
                (name, its) -> nodes.add(new Node(name, roles.getOrDefault(name, Role.HOST), Optional.empty(), its)));
        return new Topology(title, nodes, segments, List.of());
    }

    private NetworkView planned(String title, Set<String> excluded, int steps) {
        Topology topology = topology(title);
        OverlayPlan plan =
                Planner.lightweight(topology, PlanOptions.DEFAULT.excluding(excluded), InstrumentCatalogue.builtIn());
        return view(title, topology, Optional.of(plan), steps);
    }

    static NetworkView view(String title, Topology topology, Optional<OverlayPlan> plan, int steps) {
        List<DaemonHealth> health = new ArrayList<>();
        plan.ifPresent(p -> p.probes().forEach(probe -> probe.interfaces()
                .forEach(i -> health.add(new DaemonHealth(
                        probe.node(),
                        "probe",
                        i.name(),
                        i.segment(),
                        health.size() == 1 ? "dead" : "alive",
                        Map.of("received", 1000L + health.size(), "exported", 17L))))));
        Optional<SegmentVolume> volume = steps == 0
                ? Optional.empty()
                : Optional.of(
                        volume(topology.segments().stream().map(Segment::name).toList(), steps));
        return new NetworkView(
                "overtap/" + title,
                plan.isPresent() ? "deployment" : "topology",
                Optional.of(topology),
                plan,
                health,
                volume,
                List.of());
    }

    static SegmentVolume volume(List<String> names, int steps) {
        Random random = new Random(3);
        SortedMap<String, SegmentVolume.Passed> passed = new TreeMap<>();
        for (String name : names) {
            long[] bytes = new long[steps];
            long[] packets = new long[steps];
            double scale = Math.pow(10, 2 + 4 * random.nextDouble());
            for (int i = 0; i < steps; i++) {
                bytes[i] = random.nextInt(5) == 0 ? 0 : (long) (scale * random.nextDouble());
                packets[i] = bytes[i] / 500;
            }
            long total = java.util.Arrays.stream(bytes).sum();
            List<SegmentVolume.TopFlow> top = List.of(
                    new SegmentVolume.TopFlow("10.1.1.2:40122", "10.1.1.3:80", "tcp", 12, total / 2),
                    new SegmentVolume.TopFlow("10.1.1.3:5353", "10.1.1.2:53", "udp", 3, total / 3));
            passed.put(name, new SegmentVolume.Passed(bytes, packets, total + 40, total / 500 + 1, 7, top));
        }
        return new SegmentVolume(FIRST, 10_000_000, steps, passed);
    }
}
