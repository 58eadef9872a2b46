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
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.overlay.plan.ExtraNodes;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.Exporter;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Segment;

/** Probes on a {@link SimulatedNetwork}, in an order that decides who counts, and clocks that are off. */
final class SimulatedOverlay {
    static final long START = 1_795_848_000_000L;
    static final long IDLE = 15_000;
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

    /** Who counts a pair's flows, and where. */
    record Listed(SimulatedNetwork.Step step, Endpoint owner) {}

    final Map<String, List<Endpoint>> order = new TreeMap<>();
    final Set<String> excluded = new TreeSet<>();
    final Map<Endpoint, SimulatedProbe> probes = new LinkedHashMap<>();
    final List<Measurement.ClockOffset> clocks = new ArrayList<>();
    private final Random random;
    private final SimulatedNetwork network;
    private final Options options;
    private final Map<String, Long> ahead = new HashMap<>();
    private final List<FlowPlan.Owner> owners = new ArrayList<>();
    private final Map<String, Listed> listed = new HashMap<>();
    private final OverlayPlan whole;

    SimulatedOverlay(Random random, SimulatedNetwork network, Options options) {
        this.random = random;
        this.network = network;
        this.options = options;
        network.segments().forEach(this::watch);
        this.whole = drawn();
    }

    /** Restarts some probes. */
    void restart() {
        probes.values().stream()
                .filter(probe -> random.nextInt(4) == 0)
                .forEach(probe -> probe.restartAt(START + random.nextInt(200_000)));
    }

    /** The plan, with the owners of flows that were asked for so far. */
    OverlayPlan plan() {
        return options.listed() ? listing() : whole;
    }

    /** By how many milliseconds a row of that probe is off: what is less than a second is not corrected. */
    long off(Endpoint probe) {
        return ahead.get(probe.node()) == 400 ? 400 : 0;
    }

    /** Who counts the flows of a pair that was asked for; null if nobody is listed, or where that is excluded. */
    Listed known(String from, String to, IpAddress target) {
        Listed its = listed.get(from + " " + target + " " + to);
        return its == null || excluded.contains(its.step().segment()) ? null : its;
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
        int wanted =
                options.whole() || random.nextInt(4) > 0 ? needed + random.nextInt(2) : random.nextInt(able.size());
        List<Endpoint> chosen = new ArrayList<>(able.subList(0, Math.min(able.size(), wanted)));
        order.put(name, chosen);
        if (!options.whole() && random.nextInt(6) == 0) {
            excluded.add(name);
        }
    }

    private OverlayPlan drawn() {
        Map<String, List<OverlayPlan.MonitoredInterface>> byNode = new TreeMap<>();
        List<OverlayPlan.Owners> inOrder = new ArrayList<>();
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
            inOrder.add(new OverlayPlan.Owners(
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
                inOrder,
                ExtraNodes.none(Optional.empty()),
                new OverlayPlan.ExportLoad(1, 1),
                new PlanTiming((int) IDLE / 1000, (int) ACTIVE / 1000, 10));
    }

    private OverlayPlan listing() {
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
    Listed listed(String from, String to, IpAddress target, List<SimulatedNetwork.Step> way) {
        listed.computeIfAbsent(from + " " + target + " " + to, pair -> {
            List<Listed> able = new ArrayList<>();
            for (SimulatedNetwork.Step step : way) {
                boolean once = way.stream()
                                .filter(other -> other.segment().equals(step.segment()))
                                .count()
                        == 1;
                seeing(step).stream().filter(at -> once).forEach(at -> able.add(new Listed(step, at)));
            }
            Listed its = able.isEmpty() ? null : able.get(random.nextInt(able.size()));
            if (its != null) {
                owners.add(new FlowPlan.Owner(
                        from, to, its.owner().node(), its.owner().iface(), List.of(target)));
            }
            return its;
        });
        return known(from, to, target);
    }

    private SimulatedProbe probe(Endpoint at, int sourceId) {
        IpAddress address = network.topology
                .node(at.node())
                .orElseThrow()
                .controlAddresses()
                .get(0);
        long off = ahead.computeIfAbsent(at.node(), this::clock);
        return new SimulatedProbe(Exporter.of(address, sourceId), IDLE, ACTIVE, off, options.merged());
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

    /** At which member a probe stands. */
    Endpoint at(String name, Endpoint probe) {
        return network.segment(name).shapers().stream()
                .filter(shaper ->
                        shaper.node().equals(probe.node()) && shaper.near().equals(probe.iface()))
                .map(shaper -> shaper.member())
                .findFirst()
                .orElse(probe);
    }

    List<Endpoint> seeing(SimulatedNetwork.Step step) {
        Set<Endpoint> captures = network.captures(step);
        return order.get(step.segment()).stream().filter(captures::contains).toList();
    }

    /** Where packets turn back, those count that see one of the two ways only, unless MAC addresses keep them apart. */
    List<Endpoint> counting(SimulatedNetwork.Step step, List<SimulatedNetwork.Step> way, List<Endpoint> seeing) {
        List<Endpoint> both = way.stream()
                .filter(other -> other != step && other.segment().equals(step.segment()))
                .findFirst()
                .map(this::seeing)
                .orElse(List.of());
        boolean apart = options.macs() && !options.merged();
        return apart ? seeing : seeing.stream().filter(at -> !both.contains(at)).toList();
    }

    /** Whether probes take packets that turn back for one flow: who sent those can only be told by their source. */
    boolean mixes(List<SimulatedNetwork.Step> way) {
        long segments =
                way.stream().map(SimulatedNetwork.Step::segment).distinct().count();
        return segments < way.size() && !(options.macs() && !options.merged());
    }

    /** Whether packets turn back where every probe sees both ways, so that nobody could count them right. */
    boolean blurred(List<SimulatedNetwork.Step> way) {
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
