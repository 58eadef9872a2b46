package org.overtap.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.graph.GraphFormats;

/** Plans of drawn networks: costs, collectors, reasons. */
class DrawnPlanTest {
    private static final InstrumentCatalogue INSTRUMENTS = InstrumentCatalogue.builtIn();

    @TempDir
    private Path folder;

    /** The maps that come with the tests, and those of the folder that -Dzoo names. */
    static List<Path> zoo() throws IOException {
        List<Path> maps = new ArrayList<>(graphml(Path.of("src/test/resources/zoo")));
        String whole = System.getProperty("zoo", "");
        if (!whole.isEmpty()) {
            maps.addAll(graphml(Path.of(whole)));
        }
        return maps;
    }

    private static List<Path> graphml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".graphml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void aZooMapIsFullySeenByAProvenPlan(Path map) {
        Topology topology = GraphFormats.read(map).topology();
        OverlayPlan plan = plan(topology, PlanOptions.DEFAULT);
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.coverage().uncovered()).isEmpty();
        PlanCheck.require(topology, plan);
    }

    @Test
    void aSelfLoopForcesItsNodeAndThePlanWarns() throws IOException {
        OverlayPlan plan = plan(read("hub a\nhub b\nhub c\na a\n"), PlanOptions.DEFAULT.withExplain(true));
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).containsExactly("a", "hub");
        assertThat(plan.notes()).singleElement().asString().startsWith("a is linked to itself");
        assertThat(plan.probes().get(0).why().orElseThrow())
                .startsWith("forced: without it nobody can see all of link4");
    }

    @Test
    void aDearNodeIsAvoided() throws IOException {
        OverlayPlan plan = plan(graphml(Map.of("hub", "10", "a", "2")), PlanOptions.DEFAULT);
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::node).containsExactly("a", "b", "c");
        assertThat(plan.bound().cost()).isEqualTo(4);
        assertThat(plan.notes()).isEmpty();
    }

    @Test
    void costsThatAreNotWholeCountInThousandthsAndThePlanSaysSo() throws IOException {
        OverlayPlan plan = plan(graphml(Map.of("hub", "2.5")), PlanOptions.DEFAULT);
        assertThat(plan.bound().cost()).isEqualTo(2500);
        assertThat(plan.notes()).singleElement().asString().contains("thousandths");
    }

    @Test
    void aCostThatNoBoundCouldHoldIsRefused() throws IOException {
        Topology dear = graphml(Map.of("hub", "1e999999999"));
        assertThatThrownBy(() -> plan(dear, PlanOptions.DEFAULT))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("node hub");
    }

    @Test
    void probesAreSpreadOverAsManyCollectorsAsAreNeeded() throws IOException {
        Topology ring = ring(40);
        OverlayPlan plan = plan(ring, sized(100));
        CollectorSizing sizing = plan.collecting().orElseThrow();
        assertThat(sizing.lowerBound()).isEqualTo(4);
        assertThat(plan.collectors()).hasSize(4);
        assertThat(plan.collectors())
                .extracting(OverlayPlan.Collector::node)
                .doesNotContainAnyElementsOf(probing(plan));
        Map<String, Long> interfaces = plan.probes().stream()
                .collect(Collectors.groupingBy(
                        p -> p.collector().orElseThrow(),
                        Collectors.summingLong(p -> p.interfaces().size())));
        assertThat(interfaces.values()).allMatch(n -> n * 500 / 60.0 <= 100);
        PlanCheck.require(ring, plan);
    }

    @Test
    void aHubTooLargeForOneCollectorReportsToSeveral() throws IOException {
        StringBuilder star = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            star.append("hub leaf").append(i).append('\n');
        }
        Topology topology = read(star.toString());
        OverlayPlan plan = plan(topology, sized(100));
        assertThat(probing(plan)).containsExactly("hub");
        assertThat(plan.probes()).hasSize(3);
        assertThat(plan.probes()).extracting(OverlayPlan.Probe::collector).doesNotHaveDuplicates();
        assertThat(plan.coverage().uncovered()).isEmpty();
        assertThat(plan.segments()).allSatisfy(s -> assertThat(s.owners()).containsExactly("hub"));
        PlanCheck.require(topology, plan);
    }

    @Test
    void moreCollectorsThanNodesAreRefusedWithAdvice() throws IOException {
        assertThatThrownBy(() -> plan(read("a b\nb c\n"), sized(9).excluding(Set.of("a", "c"))))
                .isInstanceOf(PlanLimitException.class)
                .hasMessageContaining("collectors are needed")
                .hasMessageContaining("--active-timeout");
    }

    @Test
    void aPlanReadBackIsTheSame() throws IOException {
        OverlayPlan plan = plan(ring(12), sized(40).withExplain(true));
        Path file = folder.resolve("plan.json");
        JsonDocument.write(file, PlanFile.document(plan));
        assertThat(PlanFile.read(file)).isEqualTo(plan);
    }

    @Test
    void everyProbeSaysWhyAndTheSameEveryTime() throws IOException {
        OverlayPlan plan = plan(ring(13), PlanOptions.DEFAULT.withExplain(true));
        assertThat(plan.probes()).allMatch(p -> p.why().orElseThrow().startsWith("of the probes only this one"));
        assertThat(plan(ring(13), PlanOptions.DEFAULT.withExplain(true))).isEqualTo(plan);
        assertThat(plan(ring(13), PlanOptions.DEFAULT).probes())
                .allMatch(p -> p.why().isEmpty());
    }

    @Test
    void anAbridgedPlanIsNotDeployed() throws IOException {
        Topology ring = ring(5);
        OverlayPlan abridged = plan(ring, PlanOptions.DEFAULT).abridge();
        assertThat(PlanFile.document(abridged).toString())
                .contains("\"abridged\":true")
                .doesNotContain("\"interfaces\"")
                .doesNotContain("\"owners\"");
        assertThatThrownBy(() -> PlanCheck.require(ring, abridged)).hasMessageContaining("--full");
    }

    private static PlanOptions sized(long capacity) {
        return PlanOptions.DEFAULT.withSizing(new SizingOptions(500, OptionalLong.of(capacity), 100));
    }

    private static Set<String> probing(OverlayPlan plan) {
        return plan.probes().stream().map(OverlayPlan.Probe::node).collect(Collectors.toSet());
    }

    private static OverlayPlan plan(Topology topology, PlanOptions options) {
        return Planner.lightweight(topology, options, INSTRUMENTS);
    }

    private Topology ring(int nodes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < nodes; i++) {
            text.append('n').append(i).append(" n").append((i + 1) % nodes).append('\n');
        }
        return read(text.toString());
    }

    private Topology read(String edges) {
        try {
            return GraphFormats.read(Files.writeString(folder.resolve("net.edges"), edges))
                    .topology();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A star of hub, a, b and c with these costs. */
    private Topology graphml(Map<String, String> costs) throws IOException {
        StringBuilder text = new StringBuilder("<graphml><key id='c' for='node' attr.name='cost'/><graph>");
        for (String node : List.of("hub", "a", "b", "c")) {
            String cost = costs.containsKey(node) ? "<data key='c'>" + costs.get(node) + "</data>" : "";
            text.append("<node id='").append(node).append("'>").append(cost).append("</node>");
        }
        for (String leaf : List.of("a", "b", "c")) {
            text.append("<edge source='hub' target='").append(leaf).append("'/>");
        }
        Path file = Files.writeString(folder.resolve("net.graphml"), text.append("</graph></graphml>"));
        return GraphFormats.read(file).topology();
    }
}
