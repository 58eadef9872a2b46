package org.overtap.record.once;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.record.TestPackets;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Segment;

/**
 * A measured experiment in small: packets that go over a {@link SimulatedNetwork}, the probes that see them, what these
 * tell, and the truth of it: which row each flow must become on each segment, by which probe.
 */
final class SimulatedExperiment {
    private static final long START = 1_795_848_000_000L;
    private static final long IDLE = 15_000;
    private static final long ACTIVE = 60_000;
    private static final long HOUR = 3_600_000;

    /**
     * What is varied.
     *
     * @param macs whether probes tell MAC addresses
     * @param routes whether the topology has the routes
     * @param whole whether all is covered and nothing excluded
     * @param several whether some nodes know several equal ways
     * @param merged whether probes put packets into one record that differ in MAC addresses only
     * @param listed whether the plan lists who counts the flows between hosts
     */
    record Options(boolean macs, boolean routes, boolean whole, boolean several, boolean merged, boolean listed) {}

    /**
     * A flow on a segment, for as long as it did not pause.
     *
     * @param flow the flow it is of
     * @param text what the row must tell
     * @param home whether it is the one that tells the flow
     */
    record Truth(Flow flow, String text, boolean home) {}

    /**
     * A flow.
     *
     * @param number its number
     * @param anyHome whether nothing tells which segment tells it, as long as one does
     * @param anyProbe whether nothing tells which probe of a segment counts it, as long as one does
     */
    record Flow(int number, boolean anyHome, boolean anyProbe) {}

    final Options options;
    final SimulatedNetwork network;
    final Map<String, List<Endpoint>> order = new TreeMap<>();
    final Set<String> excluded = new TreeSet<>();
    final List<Truth> truth = new ArrayList<>();
    final Map<String, Flow> flows = new HashMap<>();
    final OverlayPlan plan;
    final Measurement measurement;
    private final Random random;
    private final Map<Endpoint, SimulatedProbe> probes = new LinkedHashMap<>();
    private final Map<String, Long> ahead = new HashMap<>();
    private final List<Measurement.ClockOffset> clocks = new ArrayList<>();
    private final List<FlowPlan.Owner> owners = new ArrayList<>();
    private final Map<String, Listed> listed = new HashMap<>();
    private int number;

    /** Who counts a pair's flows, and where. */
    private record Listed(SimulatedNetwork.Step step, Endpoint owner) {}

    SimulatedExperiment(long seed, Options options) {
        this.random = new Random(seed);
        this.options = options;
        boolean turns = options.routes && random.nextInt(2) == 0;
        this.network = new SimulatedNetwork(random, options.routes, turns, options.several);
        network.segments().forEach(this::watch);
        OverlayPlan whole = plan();
        traffic();
        this.plan = options.listed ? listing(whole) : whole;
        this.measurement = new Measurement(
                        "sim/e",
                        "0123456",
                        network.topology,
                        plan,
                        List.of(),
                        Optional.of(Instant.ofEpochMilli(START - 60_000)),
                        List.of(new TestPackets(
                                Set.of(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")),
                                17,
                                Set.of(60001, 60002),
                                OptionalInt.empty(),
                                77)),
                        List.of(),
                        List.of(new Measurement.Mark("first", Instant.ofEpochMilli(START), Optional.empty())),
                        clocks)
                .with(List.of(new Measurement.Tool(
                        "pmacctd",
                        Instrument.Kind.PROBE,
                        options.merged ? List.of(Merged.MACS) : List.of(),
                        List.of())));
        probes.values().stream()
                .filter(probe -> random.nextInt(4) == 0)
                .forEach(probe -> probe.restartAt(START + random.nextInt(200_000)));
    }

    private void watch(String name) {
        Segment segment = network.segment(name);
        List<Endpoint> able = new ArrayList<>();
        for (Endpoint card : network.cards(name)) {
            able.add(segment.shapers().stream()
                    .filter(shaper -> shaper.member().equals(card) && random.nextInt(3) > 0)
                    .map(shaper -> new Endpoint(shaper.node(), shaper.near()))
                    .findFirst()
                    .orElse(card));
        }
        Collections.shuffle(able, random);
        int needed = name.startsWith("lan") ? able.size() - 1 : 1;
        int wanted = options.whole || random.nextInt(4) > 0 ? needed + random.nextInt(2) : random.nextInt(able.size());
        List<Endpoint> chosen = new ArrayList<>(able.subList(0, Math.min(able.size(), wanted)));
        order.put(name, chosen);
        if (!options.whole && random.nextInt(6) == 0) {
            excluded.add(name);
        }
    }

    private OverlayPlan plan() {
        Map<String, List<OverlayPlan.MonitoredInterface>> byNode = new TreeMap<>();
        List<OverlayPlan.Owners> owners = new ArrayList<>();
        int sourceId = 0;
        for (String name : order.keySet()) {
            for (Endpoint at : order.get(name)) {
                sourceId++;
                byNode.computeIfAbsent(at.node(), n -> new ArrayList<>())
                        .add(new OverlayPlan.MonitoredInterface(at.iface(), name, sourceId));
                probes.put(at, probe(at, sourceId));
            }
            List<String> nodes = new ArrayList<>(
                    order.get(name).stream().map(Endpoint::node).distinct().toList());
            Collections.shuffle(nodes, random);
            order.get(name)
                    .sort(Comparator.<Endpoint>comparingInt(at -> nodes.indexOf(at.node()))
                            .thenComparing(Endpoint::iface));
            Segment segment = network.segment(name);
            owners.add(new OverlayPlan.Owners(
                    name, segment.kind(), segment.medium().name().toLowerCase(), nodes));
        }
        List<OverlayPlan.Probe> all = new ArrayList<>();
        byNode.forEach((node, its) -> all.add(new OverlayPlan.Probe(node, its, "pmacctd", "r0")));
        return new OverlayPlan(
                "sim/e",
                "lightweight",
                new OverlayPlan.Size(1, 0, 1, 1),
                all,
                List.of(),
                new OverlayPlan.Coverage(1, 1, List.of()),
                new OverlayPlan.Bound(1, 1, true, Optional.empty()),
                owners,
                ExtraNodes.none(Optional.empty()),
                new OverlayPlan.ExportLoad(1, 1),
                new PlanTiming((int) IDLE / 1000, (int) ACTIVE / 1000, 10));
    }

    private OverlayPlan listing(OverlayPlan whole) {
        FlowPlan its = new FlowPlan("read", 1, 1, 0, 1, 1, 1, 1, 1, 1, owners, false);
        return new OverlayPlan(
                whole.experiment(),
                whole.mode(),
                whole.topology(),
                whole.probes(),
                whole.collectors(),
                whole.coverage(),
                whole.bound(),
                whole.segments(),
                whole.extra(),
                whole.export(),
                whole.timing(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(its),
                Optional.empty());
    }

    /** Who counts what goes from one host to an address of another by that way: any probe that meets it once. */
    private Listed listed(String from, String to, IpAddress target, List<SimulatedNetwork.Step> way) {
        return listed.computeIfAbsent(from + " " + target + " " + to, pair -> {
            List<Listed> able = new ArrayList<>();
            for (SimulatedNetwork.Step step : way) {
                boolean once = way.stream()
                                .filter(other -> other.segment().equals(step.segment()))
                                .count()
                        == 1;
                seeing(step).stream().filter(at -> once).forEach(at -> able.add(new Listed(step, at)));
            }
            Listed its = able.isEmpty() ? null : pick(able);
            if (its != null) {
                owners.add(new FlowPlan.Owner(
                        from, to, its.owner().node(), its.owner().iface(), List.of(target)));
            }
            return its;
        });
    }

    private SimulatedProbe probe(Endpoint at, int sourceId) {
        IpAddress address = network.topology
                .node(at.node())
                .orElseThrow()
                .controlAddresses()
                .get(0);
        long off = ahead.computeIfAbsent(at.node(), this::clock);
        return new SimulatedProbe(Exporter.of(address, sourceId), IDLE, ACTIVE, off, options.merged);
    }

    /** Of some nodes the clock is an hour off, and of some so little that it is not known better than it is told. */
    private long clock(String node) {
        long off =
                switch (random.nextInt(4)) {
                    case 0 -> HOUR;
                    case 1 -> -HOUR;
                    case 2 -> 400;
                    default -> 0;
                };
        clocks.add(new Measurement.ClockOffset(node, off, 5, Instant.ofEpochMilli(START)));
        return off;
    }

    private void traffic() {
        List<String> hosts = network.hosts();
        for (int i = 0; i < 30; i++) {
            String from = hosts.get(random.nextInt(hosts.size()));
            String to = hosts.get(random.nextInt(hosts.size()));
            boolean four = random.nextInt(3) > 0;
            IpAddress target = pick(network.addresses(to, four));
            List<SimulatedNetwork.Step> way = network.send(from, target);
            if (!way.isEmpty() && !blurred(way)) {
                boolean spoofed = random.nextInt(6) == 0;
                IpAddress source = spoofed ? stranger(four) : source(from, way, four);
                boolean ambiguous = network.ambiguous(from, target, way);
                boolean certain = !spoofed && (options.macs && options.whole || options.routes && !ambiguous);
                boolean knownProbe = options.macs || options.routes && !ambiguous && !spoofed;
                String arrived = way.get(way.size() - 1).to().node();
                Listed its = options.listed && !spoofed && !ambiguous ? listed(from, arrived, target, way) : null;
                boolean counted = its != null && !excluded.contains(its.step().segment());
                Flow flow = counted ? new Flow(number, false, false) : new Flow(number, !certain, !knownProbe);
                boolean told = !spoofed && (options.routes ? !ambiguous : direct(from, target));
                String path = told
                        ? String.join(
                                " ",
                                way.stream().map(SimulatedNetwork.Step::segment).toList())
                        : null;
                send(
                        flow,
                        ports(FlowKey.of(source, target, pick(List.of(6, 17)))),
                        way,
                        spoofed ? null : from,
                        arrived,
                        path,
                        counted ? its : null);
            }
        }
        network.segments().forEach(this::local);
    }

    /** Whether the address is of a network that the node is on. */
    private boolean direct(String node, IpAddress to) {
        return network.topology.node(node).orElseThrow().interfaces().stream()
                .flatMap(port -> port.addresses().stream())
                .anyMatch(address -> address.prefix().contains(to));
    }

    /** Mostly that of the card it leaves by, but a reply may come from another. */
    private IpAddress source(String from, List<SimulatedNetwork.Step> way, boolean four) {
        IpAddress usual = network.addresses(way.get(0).from()).get(four ? 0 : 1);
        return random.nextInt(4) == 0 ? pick(network.addresses(from, four)) : usual;
    }

    private IpAddress stranger(boolean four) {
        return IpAddress.of((four ? "198.51.100." : "2001:db8::") + (1 + number));
    }

    private FlowKey ports(FlowKey key) {
        return key.withPorts(1024 + number, 1 + random.nextInt(1000)).withTos(random.nextInt(3) * 32);
    }

    /** What no router hands on: the same on every segment. */
    private void local(String name) {
        List<Endpoint> cards = network.cards(name);
        Endpoint sender = cards.get(random.nextInt(cards.size()));
        Endpoint other =
                cards.stream().filter(card -> !card.equals(sender)).findFirst().orElseThrow();
        IpAddress own = network.addresses(sender).get(0);
        IpAddress all = new IpAddress(own.family(), 0, own.low() | 255);
        int last = cards.indexOf(sender) + 1;
        IpAddress link = IpAddress.of("fe80::" + last);
        IpAddress neighbour = IpAddress.of("fe80::" + (cards.indexOf(other) + 1));
        group(
                name,
                sender,
                FlowKey.of(IpAddress.of("0.0.0.0"), IpAddress.of("255.255.255.255"), 17)
                        .withPorts(68, 67),
                null);
        group(name, sender, FlowKey.of(own, all, 17).withPorts(5000, 5000), sender.node());
        group(name, sender, FlowKey.of(own, IpAddress.of("239.1.2.3"), 17).withPorts(5001, 5001), sender.node());
        group(name, sender, FlowKey.of(link, IpAddress.of("ff02::fb"), 17).withPorts(5353, 5353), sender.node());
        send(
                new Flow(number, false, false),
                FlowKey.of(link, neighbour, 6).withPorts(4000, 4000),
                List.of(new SimulatedNetwork.Step(name, sender, other)),
                sender.node(),
                other.node(),
                name);
        if (options.macs) {
            strangerBehind(name, sender, other);
        }
        if (own.toString().startsWith("192.168.7.")) {
            send(
                    new Flow(number, false, false),
                    FlowKey.of(own, network.addresses(other).get(0), 17).withPorts(7000, 7000),
                    List.of(new SimulatedNetwork.Step(name, sender, other)),
                    sender.node(),
                    other.node(),
                    name,
                    excluded.contains(name)
                            ? null
                            : listed.get(sender.node() + " "
                                    + network.addresses(other).get(0) + " " + other.node()));
        }
    }

    /** A machine that nobody knows, bridged to the network by one that is known. */
    private void strangerBehind(String name, Endpoint sender, Endpoint other) {
        FlowKey key = ports(FlowKey.of(stranger(true), network.addresses(other).get(0), 17));
        Flow flow = new Flow(number, true, true);
        SimulatedNetwork.Step step = new SimulatedNetwork.Step(name, sender, other);
        String mac =
                "02:ff:00:00:00:" + String.format("%02x", network.segments().indexOf(name));
        send(flow, key, List.of(step), null, other.node(), null, mac, null);
    }

    private void group(String name, Endpoint sender, FlowKey key, String from) {
        Flow flow = new Flow(number++, false, false);
        String to = options.macs ? "ff:ff:ff:ff:ff:ff" : null;
        FlowKey told = macs(key, options.macs ? network.mac(sender) : null, to);
        List<List<Long>> bursts = bursts();
        List<Endpoint> here = order.get(name);
        long delay = random.nextInt(4);
        boolean nameless = !options.macs && key.from().toString().equals("0.0.0.0");
        Endpoint owner = here.stream()
                .filter(at -> !nameless && at(name, at).equals(sender))
                .findFirst()
                .orElse(here.isEmpty() ? null : here.get(0));
        flows.put(name + told, flow);
        for (List<Long> burst : bursts) {
            int bytes = 60 + random.nextInt(900);
            for (long time : burst) {
                here.forEach(at -> probes.get(at).see(new SimulatedProbe.Packet(time + delay, told, bytes, 0)));
            }
            if (owner != null && !excluded.contains(name)) {
                String text = text(owner, name, told, burst, bytes, delay, from, null, null);
                truth.add(new Truth(flow, text, true));
            }
        }
    }

    /** At which member a probe stands. */
    private Endpoint at(String name, Endpoint probe) {
        return network.segment(name).shapers().stream()
                .filter(shaper ->
                        shaper.node().equals(probe.node()) && shaper.near().equals(probe.iface()))
                .map(shaper -> shaper.member())
                .findFirst()
                .orElse(probe);
    }

    private void send(Flow flow, FlowKey key, List<SimulatedNetwork.Step> way, String from, String to, String path) {
        send(flow, key, way, from, to, path, null, null);
    }

    private void send(
            Flow flow, FlowKey key, List<SimulatedNetwork.Step> way, String from, String to, String path, Listed its) {
        send(flow, key, way, from, to, path, null, its);
    }

    private void send(
            Flow flow,
            FlowKey key,
            List<SimulatedNetwork.Step> way,
            String from,
            String to,
            String path,
            String otherMac,
            Listed its) {
        number++;
        List<List<Long>> bursts = bursts();
        int[] bytes = bursts.stream().mapToInt(b -> 60 + random.nextInt(900)).toArray();
        boolean told = false;
        long delay = 0;
        for (SimulatedNetwork.Step step : way) {
            delay += random.nextInt(3);
            String mac = otherMac == null ? network.mac(step.from()) : otherMac;
            FlowKey here = options.macs ? macs(key, mac, network.mac(step.to())) : key;
            List<Endpoint> seeing = seeing(step);
            List<Endpoint> counting = its == null
                    ? counting(step, way, seeing)
                    : its.step().equals(step) ? List.of(its.owner()) : List.of();
            flows.put(step.segment() + here, flow);
            for (int b = 0; b < bursts.size(); b++) {
                for (long time : bursts.get(b)) {
                    SimulatedProbe.Packet packet =
                            new SimulatedProbe.Packet(time + delay, here, bytes[b], 1 << random.nextInt(6));
                    seeing.forEach(at -> probes.get(at).see(packet));
                }
                if (!counting.isEmpty() && !excluded.contains(step.segment())) {
                    Endpoint owner = flow.anyProbe ? null : counting.get(0);
                    truth.add(new Truth(
                            flow,
                            text(owner, step.segment(), here, bursts.get(b), bytes[b], delay, from, to, path),
                            !told));
                }
            }
            told |= !counting.isEmpty() && !excluded.contains(step.segment());
        }
    }

    private List<Endpoint> seeing(SimulatedNetwork.Step step) {
        Set<Endpoint> captures = network.captures(step);
        return order.get(step.segment()).stream().filter(captures::contains).toList();
    }

    /** Where packets turn back, those count that see one of the two ways only, unless MAC addresses keep them apart. */
    private List<Endpoint> counting(
            SimulatedNetwork.Step step, List<SimulatedNetwork.Step> way, List<Endpoint> seeing) {
        List<Endpoint> both = way.stream()
                .filter(other -> other != step && other.segment().equals(step.segment()))
                .findFirst()
                .map(this::seeing)
                .orElse(List.of());
        boolean apart = options.macs && !options.merged;
        return apart ? seeing : seeing.stream().filter(at -> !both.contains(at)).toList();
    }

    /** Whether packets turn back where every probe sees both ways, so that nobody could count them right. */
    private boolean blurred(List<SimulatedNetwork.Step> way) {
        return way.stream().anyMatch(step -> {
            List<SimulatedNetwork.Step> there = way.stream()
                    .filter(other -> other.segment().equals(step.segment()))
                    .toList();
            return there.size() > 1
                    && there.stream()
                            .allMatch(one -> counting(one, way, seeing(one)).isEmpty())
                    && !seeing(step).isEmpty();
        });
    }

    private static FlowKey macs(FlowKey key, String from, String to) {
        FlowKey.Numbers numbers = new FlowKey.Numbers(
                key.sourcePort(), key.destinationPort(), key.icmpNumber(), key.tosByte(), key.vlanId());
        return new FlowKey(key.from(), key.to(), key.protocol(), numbers, from, to);
    }

    /** Times of packets; between two bursts the flow pauses for so long that it ends. */
    private List<List<Long>> bursts() {
        List<List<Long>> bursts = new ArrayList<>();
        long time = START + random.nextInt(60_000);
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            List<Long> burst = new ArrayList<>();
            int count = 1 + random.nextInt(random.nextBoolean() ? 5 : 40);
            for (int j = 0; j < count; j++) {
                burst.add(time);
                time += 1 + random.nextInt((int) IDLE - 10);
            }
            bursts.add(burst);
            time += IDLE + 1000;
        }
        return bursts;
    }

    /** What a row must tell; the probe and what is found by the source's way only where they are certain. */
    private String text(
            Endpoint owner,
            String segment,
            FlowKey key,
            List<Long> burst,
            int bytes,
            long delay,
            String from,
            String to,
            String path) {
        long off = owner == null ? 0 : ahead.get(owner.node()) == 400 ? 400 : 0;
        return text(
                owner == null ? "*" : owner.node() + "." + owner.iface(),
                segment,
                key.toString(),
                burst.size() + " packets " + (long) burst.size() * bytes + " bytes",
                owner == null
                        ? "*"
                        : (burst.get(0) + delay + off) + " to " + (burst.get(burst.size() - 1) + delay + off),
                from + " > " + to + " by " + path);
    }

    static String text(String... words) {
        return String.join(" | ", words);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** All records, as collectors that each have some of the exporters are read one after the other. */
    List<FlowRecord> records() {
        int collectors = 1 + random.nextInt(3);
        List<List<SimulatedProbe.Exported>> stored = new ArrayList<>();
        for (int i = 0; i < collectors; i++) {
            stored.add(new ArrayList<>());
        }
        probes.values().forEach(probe -> stored.get(random.nextInt(collectors)).addAll(probe.records()));
        List<FlowRecord> all = new ArrayList<>();
        for (List<SimulatedProbe.Exported> its : stored) {
            its.sort(Comparator.comparingLong(SimulatedProbe.Exported::time));
            its.forEach(exported -> all.add(exported.record()));
        }
        return all;
    }

    /** The exporter of a probe. */
    Exporter exporter(String probe) {
        return probes.entrySet().stream()
                .filter(entry -> probe.equals(
                        entry.getKey().node() + "." + entry.getKey().iface()))
                .findFirst()
                .orElseThrow()
                .getValue()
                .exporter();
    }
}
