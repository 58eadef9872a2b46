package org.overtap.record.once;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.record.FlowKey;
import org.overtap.record.Measurement;
import org.overtap.record.TestPackets;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;

/**
 * A measured experiment in small: packets that go over a {@link SimulatedNetwork}, the probes that see them, what these
 * tell, and the truth of it: which row each flow must become on each segment, by which probe.
 */
final class SimulatedExperiment {
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

    final SimulatedOverlay.Options options;
    final SimulatedNetwork network;
    final SimulatedOverlay overlay;
    final List<Truth> truth = new ArrayList<>();
    final Map<String, Flow> flows = new HashMap<>();
    final Measurement measurement;
    private final Set<String> pairs = new HashSet<>();
    private final Random random;
    private int number;

    SimulatedExperiment(long seed, SimulatedOverlay.Options options) {
        this.random = new Random(seed * 0xd1342543de82ef95L);
        this.options = options;
        boolean turns = options.routes() && random.nextInt(2) == 0;
        this.network = new SimulatedNetwork(random, options.routes(), turns, options.several());
        this.overlay = new SimulatedOverlay(random, network, options);
        traffic();
        this.measurement = new Measurement(
                        "sim/e",
                        "0123456",
                        network.topology,
                        overlay.plan(),
                        List.of(),
                        Optional.of(Instant.ofEpochMilli(SimulatedOverlay.START - 60_000)),
                        List.of(new TestPackets(
                                Set.of(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")),
                                17,
                                Set.of(60001, 60002),
                                OptionalInt.empty(),
                                77)),
                        List.of(),
                        List.of(new Measurement.Mark(
                                "first", Instant.ofEpochMilli(SimulatedOverlay.START), Optional.empty())),
                        overlay.clocks)
                .with(List.of(new Measurement.Tool(
                        "pmacctd",
                        Instrument.Kind.PROBE,
                        options.merged() ? List.of(Merged.MACS) : List.of(),
                        List.of())));
        overlay.restart();
    }

    private void traffic() {
        List<String> nodes = network.nodes();
        for (int i = 0; i < 30; i++) {
            boolean four = random.nextInt(3) > 0;
            routed(pick(nodes), pick(network.addresses(pick(nodes), four)), four);
        }
        network.turning.forEach((from, to) -> routed(from, to, true));
        network.segments().forEach(this::local);
    }

    private void routed(String from, IpAddress target, boolean four) {
        List<SimulatedNetwork.Step> way = network.send(from, target);
        // Where neither routes nor MAC addresses tell where a flow begins, those of a pair are taken to go one way.
        boolean split = network.ambiguous(from, target, way) && !options.whole();
        if (!way.isEmpty() && !overlay.blurred(way) && !(split && !pairs.add(from + " " + target))) {
            boolean spoofed = !overlay.mixes(way) && random.nextInt(6) == 0;
            IpAddress source = spoofed ? stranger(four) : source(from, way, four);
            boolean ambiguous = network.ambiguous(from, target, way);
            boolean certain = !spoofed && (options.macs() && options.whole() || options.routes() && !ambiguous);
            boolean knownProbe = options.macs() || options.routes() && !ambiguous && !spoofed;
            String arrived = way.get(way.size() - 1).to().node();
            SimulatedOverlay.Listed its =
                    options.listed() && !spoofed && !ambiguous ? overlay.listed(from, arrived, target, way) : null;
            Flow flow = its != null ? new Flow(number, false, false) : new Flow(number, !certain, !knownProbe);
            boolean told = !spoofed && (options.routes() ? !ambiguous : direct(from, target));
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
                    its);
        }
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
        if (options.macs()) {
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
                    overlay.known(
                            sender.node(),
                            other.node(),
                            network.addresses(other).get(0)));
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
        String to = options.macs() ? "ff:ff:ff:ff:ff:ff" : null;
        FlowKey told = macs(key, options.macs() ? network.mac(sender) : null, to);
        List<List<Long>> bursts = bursts();
        List<Endpoint> here = overlay.order.get(name);
        long delay = random.nextInt(4);
        boolean nameless = !options.macs() && key.from().toString().equals("0.0.0.0");
        Endpoint owner = here.stream()
                .filter(at -> !nameless && overlay.at(name, at).equals(sender))
                .findFirst()
                .orElse(here.isEmpty() ? null : here.get(0));
        flows.put(name + told, flow);
        for (List<Long> burst : bursts) {
            int bytes = 60 + random.nextInt(900);
            for (long time : burst) {
                here.forEach(at -> overlay.probes.get(at).see(new SimulatedProbe.Packet(time + delay, told, bytes, 0)));
            }
            if (owner != null && !overlay.excluded.contains(name)) {
                String text = text(owner, name, told, burst, bytes, delay, from, null, null);
                truth.add(new Truth(flow, text, true));
            }
        }
    }

    private void send(Flow flow, FlowKey key, List<SimulatedNetwork.Step> way, String from, String to, String path) {
        send(flow, key, way, from, to, path, null, null);
    }

    private void send(
            Flow flow,
            FlowKey key,
            List<SimulatedNetwork.Step> way,
            String from,
            String to,
            String path,
            SimulatedOverlay.Listed its) {
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
            SimulatedOverlay.Listed its) {
        number++;
        List<List<Long>> bursts = bursts();
        int[] bytes = bursts.stream().mapToInt(b -> 60 + random.nextInt(900)).toArray();
        boolean told = false;
        long delay = 0;
        for (SimulatedNetwork.Step step : way) {
            delay += random.nextInt(3);
            String mac = otherMac == null ? network.mac(step.from()) : otherMac;
            FlowKey here = options.macs() ? macs(key, mac, network.mac(step.to())) : key;
            List<Endpoint> seeing = overlay.seeing(step);
            List<Endpoint> counting = its == null
                    ? overlay.counting(step, way, seeing)
                    : its.step().equals(step) ? List.of(its.owner()) : List.of();
            flows.put(step.segment() + here, flow);
            for (int b = 0; b < bursts.size(); b++) {
                for (long time : bursts.get(b)) {
                    SimulatedProbe.Packet packet =
                            new SimulatedProbe.Packet(time + delay, here, bytes[b], 1 << random.nextInt(6));
                    seeing.forEach(at -> overlay.probes.get(at).see(packet));
                }
                if (!counting.isEmpty() && !overlay.excluded.contains(step.segment())) {
                    Endpoint owner = flow.anyProbe ? null : counting.get(0);
                    truth.add(new Truth(
                            flow,
                            text(owner, step.segment(), here, bursts.get(b), bytes[b], delay, from, to, path),
                            !told));
                }
            }
            told |= !counting.isEmpty() && !overlay.excluded.contains(step.segment());
        }
    }

    private static FlowKey macs(FlowKey key, String from, String to) {
        FlowKey.Numbers numbers = new FlowKey.Numbers(
                key.sourcePort(), key.destinationPort(), key.icmpNumber(), key.tosByte(), key.vlanId());
        return new FlowKey(key.from(), key.to(), key.protocol(), numbers, from, to);
    }

    /** Times of packets; between two bursts the flow pauses for so long that it ends. */
    private List<List<Long>> bursts() {
        List<List<Long>> bursts = new ArrayList<>();
        long time = SimulatedOverlay.START + random.nextInt(60_000);
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            List<Long> burst = new ArrayList<>();
            int count = 1 + random.nextInt(random.nextBoolean() ? 5 : 40);
            for (int j = 0; j < count; j++) {
                burst.add(time);
                time += 1 + random.nextInt((int) SimulatedOverlay.IDLE - 10);
            }
            bursts.add(burst);
            time += SimulatedOverlay.IDLE + 1000;
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
        long off = owner == null ? 0 : overlay.off(owner);
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
}
