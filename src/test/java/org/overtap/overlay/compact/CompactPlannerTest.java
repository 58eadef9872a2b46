package org.overtap.overlay.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.Seeds;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.cover.CoverageCalculator;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.Endpoint;
import org.overtap.topology.SimulatedSegment;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.graph.GraphFormats;
import org.overtap.topology.graph.NetworkGraph;

/** What the planner of large drawings says of small ones, against the usual planner and its check. */
class CompactPlannerTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLargePlanIsAsGoodAsTheUsualOne(long seed) throws IOException {
        NetworkGraph drawing = random(seed);
        PlanOptions options = options(seed);
        CompactPlan large = CompactPlanner.lightweight(drawing, options, INSTRUMENTS);
        OverlayPlan usual = Planner.lightweight(drawing.topology(), options, INSTRUMENTS);
        assertThat(large.head().bound().cost()).isEqualTo(usual.bound().cost());
        assertThat(large.head().bound().proven()).isTrue();
        assertThat(large.head().bound().greedy().orElseThrow())
                .isGreaterThanOrEqualTo(large.head().bound().cost());
        assertThat(large.head().topology()).isEqualTo(usual.topology());
        assertThat(large.head().coverage().observed())
                .isEqualTo(usual.coverage().observed());
        assertThat(large.head().coverage().conversations())
                .isEqualTo(usual.coverage().conversations());
        assertThat(large.covers()).isEqualTo(usual.coverage().uncovered().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFullDocumentIsAPlanThatFitsAndSeesWhatItSays(long seed) throws IOException {
        NetworkGraph drawing = random(seed);
        Topology topology = drawing.topology();
        CompactPlan large = CompactPlanner.lightweight(drawing, options(seed), INSTRUMENTS);
        OverlayPlan plan = readBack(large, true);
        PlanCheck.require(topology, plan);
        assertThat(CoverageCalculator.of(topology, plan.probes()).observed())
                .isEqualTo(plan.coverage().observed());
        assertThat(plan.collectors())
                .hasSizeGreaterThanOrEqualTo(plan.collecting().orElseThrow().lowerBound());
        assertThat(plan.segments()).hasSize(topology.segments().size());
        double limit = plan.collecting().orElseThrow().limit();
        for (OverlayPlan.Collector collector : plan.collectors()) {
            long interfaces = plan.probes().stream()
                    .filter(p -> p.collector().equals(Optional.of(collector.node())))
                    .mapToLong(p -> p.interfaces().size())
                    .sum();
            assertThat(interfaces * 500 / 60.0).isBetween(1.0, limit + 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLargePlanSeesWhatSimulatedBridgesShow(long seed) throws IOException {
        Topology topology = random(seed).topology();
        CompactPlan large = CompactPlanner.lightweight(random(seed), options(seed), INSTRUMENTS);
        Set<String> probing = large.probing().stream()
                .mapToObj(v -> large.drawing().names().name(v))
                .collect(Collectors.toSet());
        Set<Endpoint> watched = topology.vantages().stream()
                .filter(v -> probing.contains(v.node()))
                .map(v -> new Endpoint(v.node(), v.iface()))
                .collect(Collectors.toSet());
        assertThat(SimulatedSegment.seen(topology, watched))
                .isEqualTo(large.head().coverage().observed());
    }

    @Test
    void thePlainGreedyChoiceIsToldWithWhatIsForced() throws IOException {
        NetworkGraph spider = read("c a1\na1 b1\nc a2\na2 b2\nc a3\na3 b3\nself self\n");
        OverlayPlan.Bound bound = CompactPlanner.lightweight(spider, PlanOptions.DEFAULT, INSTRUMENTS)
                .head()
                .bound();
        assertThat(bound.cost()).isEqualTo(4);
        assertThat(bound.greedy()).contains(5L);
        assertThat(bound)
                .isEqualTo(Planner.lightweight(spider.topology(), PlanOptions.DEFAULT, INSTRUMENTS)
                        .bound());
    }

    @Test
    void theDocumentIsAbridgedUnlessAskedForInFull() throws IOException {
        CompactPlan large = CompactPlanner.lightweight(random(1), PlanOptions.DEFAULT, INSTRUMENTS);
        assertThat(document(large, false))
                .contains("\"schema\": \"overtap/plan/1\"", "\"abridged\": true", "\"collecting\"")
                .doesNotContain("\"interfaces\"", "\"segment\"", "\"owners\"", "\"why\"");
        assertThat(document(large, true)).doesNotContain("abridged").contains("\"owners\"");
        assertThat(readBack(large, false).probes()).hasSize(large.probes());
    }

    @ParameterizedTest
    @CsvSource({"pmacctd, nfcapd, v5", "fprobe, nfcapd, v5", "pmacctd-sflow, sfcapd, sflow", "tcpdump, nfcapd, pcap"})
    void whatRunsAndHowItTellsIsWhatTheUsualPlannerSays(String probe, String collector, String wire)
            throws IOException {
        NetworkGraph drawing = read("a b\nc d\n");
        PlanOptions options = PlanOptions.DEFAULT
                .with(probe, collector)
                .withWishes(new InstrumentWishes(
                        Map.of(), Optional.of(wire), Optional.of("not port 22"), false, false, false));
        OverlayPlan usual = Planner.lightweight(drawing.topology(), options, INSTRUMENTS);
        OverlayPlan large = readBack(CompactPlanner.lightweight(drawing, options, INSTRUMENTS), true);
        assertThat(running(large)).isEqualTo(running(usual));
        assertThat(large.collectors()).isEqualTo(usual.collectors());
    }

    private static Set<String> running(OverlayPlan plan) {
        return plan.probes().stream()
                .map(p ->
                        p.instrument() + p.wire() + p.filter() + p.interfaces().size())
                .collect(Collectors.toSet());
    }

    @Test
    void whatCannotBeToldApartAndProbesOfSingleNodesAreRefused() throws IOException {
        NetworkGraph drawing = read("hub a\nhub b\n");
        PlanOptions options = PlanOptions.DEFAULT.withWishes(
                new InstrumentWishes(Map.of(), Optional.of("ipfix"), Optional.empty(), false, false, false));
        assertThatThrownBy(() -> Planner.lightweight(drawing.topology(), options, INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("2 interfaces of hub");
        assertThatThrownBy(() -> CompactPlanner.lightweight(drawing, options, INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("2 interfaces of hub");
        PlanOptions single = PlanOptions.DEFAULT.withWishes(
                new InstrumentWishes(Map.of("a", "fprobe"), Optional.empty(), Optional.empty(), false, false, false));
        assertThatThrownBy(() -> CompactPlanner.lightweight(drawing, single, INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("leave out --probe NAME@NODE");
    }

    @Test
    void theSameDrawingGivesTheSameBytes() throws IOException {
        PlanOptions options = PlanOptions.DEFAULT.withExplain(true);
        String once = document(CompactPlanner.lightweight(random(5), options, INSTRUMENTS), true);
        assertThat(document(CompactPlanner.lightweight(random(5), options, INSTRUMENTS), true))
                .isEqualTo(once)
                .contains("\"why\": \"of the probes only this one completes");
    }

    @Test
    void theReasonsAreThoseOfTheUsualPlanner() throws IOException {
        NetworkGraph drawing = read("hub a\nhub b\nhub c\nhub d\nhub e\nhub f\na a\nx y z\nx p\nx q\n");
        PlanOptions options = PlanOptions.DEFAULT.withExplain(true).excluding(Set.of("z", "f"));
        OverlayPlan usual = Planner.lightweight(drawing.topology(), options, INSTRUMENTS);
        OverlayPlan large = readBack(CompactPlanner.lightweight(drawing, options, INSTRUMENTS), true);
        assertThat(why(large)).isEqualTo(why(usual)).hasSize(4);
        assertThat(why(large).get("hub"))
                .isEqualTo("forced: without it nobody can see all of link6 (hub f); of the probes only this one"
                        + " completes link2 (hub b), link3 (hub c), link4 (hub d), link5 (hub e)");
    }

    private static Map<String, String> why(OverlayPlan plan) {
        return plan.probes().stream()
                .collect(Collectors.toMap(OverlayPlan.Probe::node, p -> p.why().orElseThrow()));
    }

    @Test
    void unknownNamesAndExhaustedNodesAreRefused() throws IOException {
        NetworkGraph drawing = read("a b\nb c\n");
        assertThatThrownBy(() ->
                        CompactPlanner.lightweight(drawing, PlanOptions.DEFAULT.excluding(Set.of("z")), INSTRUMENTS))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("no node is called z");
        assertThatThrownBy(
                        () -> CompactPlanner.lightweight(drawing, sized(10).excluding(Set.of("a", "c")), INSTRUMENTS))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("collectors are needed");
        assertThatThrownBy(() -> CompactPlanner.lightweight(drawing, sized(5), INSTRUMENTS))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("--active-timeout");
    }

    private static PlanOptions options(long seed) {
        PlanOptions sized = sized(200);
        return seed % 3 == 0 ? sized.excluding(Set.of("n1", "n2", "n3")) : sized;
    }

    private static PlanOptions sized(long capacity) {
        return PlanOptions.DEFAULT.withSizing(new SizingOptions(500, OptionalLong.of(capacity), 100));
    }

    private OverlayPlan readBack(CompactPlan plan, boolean full) throws IOException {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, document(plan, full));
        return PlanFile.read(file);
    }

    private static String document(CompactPlan plan, boolean full) throws IOException {
        StringWriter text = new StringWriter();
        JsonDocument.write(text, json -> CompactPlanFile.write(plan, full, json));
        return text.toString();
    }

    /** Links and LANs of 40 nodes, a few parallel, a few from a node to itself. */
    private NetworkGraph random(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("n1 n2 n3\n");
        for (int row = 0; row < 45; row++) {
            int members = random.nextInt(4) > 0 ? 2 : 3 + random.nextInt(4);
            for (int i = 0; i < members; i++) {
                text.append('n').append(random.nextInt(40)).append(' ');
            }
            text.append('\n');
        }
        return read(text.toString());
    }

    private NetworkGraph read(String edges) throws IOException {
        return GraphFormats.read(Files.writeString(folder.resolve("net.edges"), edges));
    }
}
