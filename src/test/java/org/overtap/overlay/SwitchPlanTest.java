package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Interface;
import org.overtap.topology.Lan;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.SimulatedSegment;
import org.overtap.topology.SwitchLimits;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** A switch that can export or mirror is one more vantage point, which sees all that it carries. */
class SwitchPlanTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();
    private static final List<CarryingSwitch.Means> EXPORT = List.of(CarryingSwitch.Means.EXPORT);
    private static final List<CarryingSwitch.Means> MIRROR = List.of(CarryingSwitch.Means.MIRROR);
    private static final List<CarryingSwitch.Means> BOTH = List.of(CarryingSwitch.Means.values());

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    /** LANs of that many members of their own, all on one switch. */
    private static Topology lans(int cost, SwitchLimits limits, List<List<CarryingSwitch.Means>> means, int... sizes) {
        List<Node> nodes = new ArrayList<>();
        List<Interface> ports = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < sizes.length; s++) {
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < sizes[s]; i++) {
                String name = "h" + s + i;
                nodes.add(new Node(name, Role.HOST, Optional.empty(), List.of(Interface.named("eth1"))));
                members.add(Member.plain(name, "eth1"));
            }
            ports.add(Interface.named("br" + s));
            CarryingSwitch carrier = new CarryingSwitch("sw", "br" + s, means.get(s));
            segments.add(new Lan("lan" + s, Medium.SWITCHED, members, List.of(), Optional.of(carrier)));
        }
        nodes.add(new Node(
                "sw",
                Role.SWITCH,
                Optional.empty(),
                ports,
                Optional.empty(),
                Optional.of(BigDecimal.valueOf(cost)),
                Optional.empty(),
                Optional.of(limits)));
        return new Topology("p/switched", nodes, segments, List.of());
    }

    private static SwitchLimits limits(int exports, int mirrors) {
        return new SwitchLimits(OptionalInt.of(exports), OptionalInt.of(mirrors));
    }

    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT.withExplain(true), INSTRUMENTS);
    }

    @Test
    void oneExportingSwitchStandsForAllButOneMemberWhereItIsCheaper() {
        OverlayPlan plan = plan(lans(3, SwitchLimits.NONE, List.of(EXPORT), 5));
        assertThat(plan.probes()).hasSize(1);
        OverlayPlan.Probe probe = plan.probes().get(0);
        assertThat(probe.node()).isEqualTo("sw");
        assertThat(probe.instrument()).isEqualTo("switch-export");
        assertThat(probe.interfaces()).containsExactly(new OverlayPlan.MonitoredInterface("br0", "lan0", 1));
        assertThat(probe.why()).contains("of the probes only this one completes lan0 (h00 h01 h02 h03 h04)");
        assertThat(plan.segments().get(0).owners()).containsExactly("sw");
        assertThat(plan.coverage()).isEqualTo(new OverlayPlan.Coverage(10, 10, List.of()));
        assertThat(plan.bound().cost()).isEqualTo(3);
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.collectors().get(0).node()).startsWith("h0");
    }

    @Test
    void aDearSwitchIsLeftAlone() {
        OverlayPlan plan = plan(lans(5, SwitchLimits.NONE, List.of(EXPORT), 5));
        assertThat(plan.probes()).hasSize(4).noneMatch(p -> p.node().equals("sw"));
        assertThat(plan.bound().cost()).isEqualTo(4);
    }

    @Test
    void theOnlyMirrorGoesWhereItSavesMost() {
        OverlayPlan plan = plan(lans(1, limits(0, 1), List.of(MIRROR, MIRROR), 3, 6));
        assertThat(onSwitch(plan)).containsExactly(Map.entry("lan1", "switch-mirror"));
        assertThat(plan.probes()).hasSize(3);
        assertThat(plan.bound().cost()).isEqualTo(3);
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.coverage().uncovered()).isEmpty();
    }

    @Test
    void whatCanBeExportedLeavesTheMirrorToOthers() {
        OverlayPlan plan = plan(lans(1, limits(1, 1), List.of(BOTH, MIRROR, EXPORT), 4, 5, 3));
        assertThat(onSwitch(plan)).containsOnly(Map.entry("lan0", "switch-export"), Map.entry("lan1", "switch-mirror"));
        assertThat(plan.bound().cost()).isEqualTo(4);
        assertThat(plan.probes().stream()
                        .flatMap(p -> p.interfaces().stream())
                        .map(OverlayPlan.MonitoredInterface::sourceId))
                .contains(1, 2);
    }

    @Test
    void whereNobodyElseMayProbeWhatTheMirrorCannotShowIsUncovered() {
        Topology topology = lans(1, limits(0, 1), List.of(MIRROR, MIRROR), 3, 3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT.allowing(Set.of("sw")), INSTRUMENTS);
        assertThat(onSwitch(plan)).hasSize(1);
        assertThat(plan.coverage().observed()).isEqualTo(3);
        assertThat(plan.coverage().uncovered()).hasSize(3);
    }

    @Test
    void anExcludedSwitchIsNotAsked() {
        Topology topology = lans(1, SwitchLimits.NONE, List.of(EXPORT), 5);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT.excluding(Set.of("sw")), INSTRUMENTS);
        assertThat(plan.probes()).hasSize(4).noneMatch(p -> p.node().equals("sw"));
    }

    @Test
    void aFlowIsSeenByTheSwitchItPasses() {
        OverlayPlan plan = Planner.flows(
                lans(1, limits(1, 0), List.of(EXPORT, EXPORT), 4, 5),
                PlanOptions.DEFAULT,
                FlowOptions.DEFAULT,
                INSTRUMENTS);
        assertThat(onSwitch(plan)).containsExactly(Map.entry("lan1", "switch-export"));
        assertThat(plan.coverage()).isEqualTo(new OverlayPlan.Coverage(32, 32, List.of()));
        assertThat(plan.flows().orElseThrow().owners().stream()
                        .filter(o -> o.from().startsWith("h1")))
                .allMatch(o -> o.owner().equals("sw") && o.iface().equals("br1"));
        assertThat(plan.bound().cost()).isEqualTo(4);
        assertThat(plan.bound().lowerBound())
                .as("with two exporters 2 would do")
                .isEqualTo(2);
    }

    @Test
    void withTapsTheSwitchIsUsedAsShapersAre() {
        Topology topology = lans(9, limits(0, 1), List.of(MIRROR, MIRROR), 3, 4);
        OverlayPlan plan = TappedPlanner.plan(topology, PlanOptions.DEFAULT, TapOptions.heavyweight(), INSTRUMENTS);
        assertThat(onSwitch(plan)).containsExactly(Map.entry("lan1", "switch-mirror"));
        assertThat(plan.change().orElseThrow().taps())
                .extracting(PlannedTap::segment)
                .containsExactly("lan0");
        assertThat(plan.probes()).noneMatch(p -> p.node().startsWith("h"));
        assertThat(plan.coverage().uncovered()).isEmpty();
    }

    @Test
    void aPlanThatAsksASwitchIsNotDeployedUnlessAnInstrumentIsNamed() {
        Topology topology = lans(1, SwitchLimits.NONE, List.of(EXPORT), 5);
        OverlayPlan plan = plan(topology);
        assertThatThrownBy(() -> PlanCheck.require(topology, plan))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("switch-export of lan0 on sw")
                .hasMessageContaining("--exclude sw");
    }

    @Test
    void aPlanThatNamesAnInstrumentForTheSwitchFits() {
        Topology topology = lans(1, SwitchLimits.NONE, List.of(EXPORT), 5);
        String named = JsonDocument.text(PlanFile.document(plan(topology))).replace("switch-export", "ovs-ipfix");
        OverlayPlan edited = JsonDocument.parse(named, "plan", PlanFile.SCHEMA, OverlayPlan.class);
        assertThatCode(() -> PlanCheck.require(topology, edited)).doesNotThrowAnyException();
    }

    @Test
    void aSegmentIsCarriedByASwitchThatIsThereAndNoMember() {
        Topology good = lans(1, SwitchLimits.NONE, List.of(EXPORT), 3);
        Lan lan = (Lan) good.segments().get(0);
        assertThatThrownBy(() -> carriedBy(good, lan, "h00", "eth1")).hasMessageContaining("which is no switch");
        assertThatThrownBy(() -> carriedBy(good, lan, "sw", "br7")).hasMessageContaining("no node has that interface");
        assertThatThrownBy(() -> new Node(
                        "h",
                        Role.HOST,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(limits(1, 1))))
                .hasMessageContaining("limits of a switch");
    }

    private static Topology carriedBy(Topology topology, Lan lan, String node, String iface) {
        Optional<CarryingSwitch> carrier = Optional.of(new CarryingSwitch(node, iface, EXPORT));
        Lan other = new Lan(lan.name(), lan.medium(), lan.members(), lan.shapers(), carrier);
        return new Topology(topology.experiment(), topology.nodes(), List.of(other), List.of());
    }

    @Test
    void theDocumentsTellSwitchesAndReadThemBack() {
        Topology topology = lans(2, limits(3, 1), List.of(BOTH, List.of()), 3, 3);
        String text = JsonDocument.text(TopologyFile.document(topology));
        assertThat(JsonDocument.parse(text, "text", TopologyFile.SCHEMA, Topology.class))
                .isEqualTo(topology);
    }

    /** What a plan says it sees is what simulated bridges show, and no cheaper choice of nodes shows it too. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanSeesAllAsSimulatedAndNoCheaperChoiceDoes(long seed) {
        Topology topology = random(seed);
        OverlayPlan plan = plan(topology);
        Set<Endpoint> watched = plan.probes().stream()
                .flatMap(p -> p.interfaces().stream().map(i -> new Endpoint(p.node(), i.name())))
                .collect(Collectors.toSet());
        assertThat(SimulatedSegment.seen(topology, watched)).isEqualTo(topology.conversationCount());
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.bound().cost()).isEqualTo(cheapest(topology));
    }

    /** Two LANs that share some hosts, on one switch that can show so much at once. */
    private static Topology random(long seed) {
        Random random = new Random(seed);
        int hosts = 4 + random.nextInt(3);
        List<List<Interface>> ports = new ArrayList<>();
        for (int h = 0; h < hosts; h++) {
            ports.add(new ArrayList<>());
        }
        List<Segment> segments = new ArrayList<>();
        List<List<CarryingSwitch.Means>> able = List.of(List.of(), EXPORT, MIRROR, BOTH);
        for (int s = 0; s < 2; s++) {
            List<Member> members = new ArrayList<>();
            for (int h = 0; h < hosts; h++) {
                if (random.nextInt(4) > 0 || hosts - h <= 2 - members.size()) {
                    ports.get(h).add(Interface.named("eth" + s));
                    members.add(Member.plain("h" + h, "eth" + s));
                }
            }
            CarryingSwitch carrier = new CarryingSwitch("sw", "br" + s, able.get(random.nextInt(4)));
            segments.add(new Lan("lan" + s, Medium.SWITCHED, members, List.of(), Optional.of(carrier)));
        }
        List<Node> nodes = new ArrayList<>();
        for (int h = 0; h < hosts; h++) {
            nodes.add(new Node("h" + h, Role.HOST, Optional.empty(), ports.get(h)));
        }
        nodes.add(new Node(
                "sw",
                Role.SWITCH,
                Optional.empty(),
                List.of(Interface.named("br0"), Interface.named("br1")),
                Optional.empty(),
                Optional.of(BigDecimal.valueOf(random.nextInt(4))),
                Optional.empty(),
                Optional.of(limits(random.nextInt(2), random.nextInt(3)))));
        return new Topology("p/random", nodes, segments, List.of());
    }

    /** By trying every set of hosts and every use of the switch. */
    private static long cheapest(Topology topology) {
        List<String> hosts = topology.nodes().stream()
                .map(Node::name)
                .filter(n -> n.startsWith("h"))
                .toList();
        long each = topology.node("sw").orElseThrow().cost().orElseThrow().longValue();
        long cheapest = Long.MAX_VALUE;
        for (int choice = 0; choice < 1 << (hosts.size() + 2); choice++) {
            Set<Endpoint> watched = new HashSet<>();
            List<Segment> shown = new ArrayList<>();
            long cost = 0;
            for (int h = 0; h < hosts.size(); h++) {
                boolean probes = (choice >> h & 1) == 1;
                cost += probes ? 1 : 0;
                watched.addAll(probes ? List.of(at(hosts.get(h), "eth0"), at(hosts.get(h), "eth1")) : List.of());
            }
            for (int s = 0; s < 2; s++) {
                boolean shows = (choice >> hosts.size() + s & 1) == 1;
                cost += shows ? each : 0;
                watched.addAll(shows ? List.of(at("sw", "br" + s)) : List.of());
                shown.addAll(shows ? List.of(topology.segments().get(s)) : List.of());
            }
            boolean valid = possible(topology, shown)
                    && SimulatedSegment.seen(topology, watched) == topology.conversationCount();
            cheapest = valid ? Math.min(cheapest, cost) : cheapest;
        }
        return cheapest;
    }

    /** Whether exporters and mirrors can be handed out to these segments. */
    private static boolean possible(Topology topology, List<Segment> shown) {
        SwitchLimits limits = topology.node("sw").orElseThrow().limits().orElseThrow();
        for (int exported = 0; exported < 1 << shown.size(); exported++) {
            int exports = Integer.bitCount(exported);
            boolean fits = exports <= limits.exports().getAsInt()
                    && shown.size() - exports <= limits.mirrors().getAsInt();
            for (int s = 0; s < shown.size(); s++) {
                CarryingSwitch.Means means =
                        (exported >> s & 1) == 1 ? CarryingSwitch.Means.EXPORT : CarryingSwitch.Means.MIRROR;
                fits &= shown.get(s).carrier().orElseThrow().means().contains(means);
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private static Endpoint at(String node, String iface) {
        return new Endpoint(node, iface);
    }

    /** What each switch shows, and how. */
    private static Map<String, String> onSwitch(OverlayPlan plan) {
        return plan.probes().stream()
                .filter(p -> p.node().equals("sw"))
                .flatMap(p -> p.interfaces().stream().map(i -> Map.entry(i.segment(), p.instrument())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
