package org.overtap.testbed.geni.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.PlanPolicy;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ManifestJoin;
import org.overtap.testbed.geni.rspec.ManifestReader;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Medium;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.file.TopologyFile;

/** Manifests alone, without a node that answers. */
class SliverTopologyTest {
    private static final Path REAL = Path.of("src/test/resources/manifests");
    private static final Path SAMPLE = Path.of("sample-topologies/manifest");

    private static Topology topology(String xml) throws TestbedException {
        SliverExperiment experiment =
                ManifestJoin.of(List.of(ManifestReader.read("m.xml", xml.getBytes(StandardCharsets.UTF_8))), false);
        return SliverTopology.of(
                "overtap/manifest", experiment, ProfileAdditions.NONE, new SliverReading(Map.of(), Map.of()), false);
    }

    private static Topology topology(Path file) throws IOException, TestbedException {
        return topology(Files.readString(file));
    }

    private static OverlayPlan plan(Topology topology) {
        return PlanPolicy.onPaper(topology, PlanRequest.lightweight(PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()))
                .plan();
    }

    private static List<String> texts(Topology topology, String subject) {
        return topology.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(DiscoveryNote::text)
                .toList();
    }

    /** A LAN of six, and a link of each to a switch behind which every host has a subnet of its own. */
    @Test
    void theLanOfSixIsPlannedWithTheRightCounts() throws Exception {
        Topology topology = topology(REAL.resolve("lan-of-six.xml"));
        assertThat(topology.nodes()).hasSize(8);
        assertThat(topology.segments())
                .extracting(Segment::name)
                .containsExactly("lan_ctrl_plane", "link1", "link2", "link3", "link4", "link5", "link6");
        assertThat(topology.conversationCount()).isEqualTo(15 + 6);
        assertThat(topology.node("mysw").orElseThrow().role()).isEqualTo(Role.SWITCH);
        OverlayPlan plan = plan(topology);
        assertThat(plan.probes())
                .extracting(OverlayPlan.Probe::node)
                .containsExactly("node1", "node2", "node3", "node4", "node5", "node6");
        assertThat(plan.coverage().observed()).isEqualTo(21);
        assertThat(plan.bound().proven()).isTrue();
        assertThat(plan.collectors())
                .extracting(OverlayPlan.Collector::node)
                .as("nobody collects on a switch")
                .containsExactly("external");
    }

    /** With the hosts in one subnet the switch forwards, and n-1 of them see all that passes it. */
    @Test
    void aSwitchOfTheExperimentsOwnIsOneLanWhereItsHostsShareASubnet() throws Exception {
        String flat = Files.readString(REAL.resolve("lan-of-six.xml"))
                .replaceAll("192\\.168\\.(\\d)\\.2\"", "192.168.1.10$1\"");
        Topology topology = topology(flat);
        assertThat(topology.segments()).extracting(Segment::name).containsExactly("lan_ctrl_plane", "mysw");
        assertThat(topology.segment("mysw").orElseThrow().medium()).isEqualTo(Medium.SWITCHED);
        assertThat(topology.node("mysw")).isEmpty();
        assertThat(texts(topology, "mysw")).anyMatch(text -> text.contains("joins link1, link2"));
        assertThat(plan(topology).probes()).hasSize(5);
        assertThat(topology.conversationCount()).isEqualTo(15 + 15);
    }

    @Test
    void thePairIsPlannedWithTheRightCountsAndItsLineRateIsNoShaping() throws Exception {
        Topology topology = topology(REAL.resolve("pair.xml"));
        assertThat(topology.nodes()).extracting(Node::name).containsExactly("node0", "node1");
        assertThat(topology.conversationCount()).isEqualTo(1);
        assertThat(topology.segments().get(0).members())
                .allMatch(member -> member.out().kbitPerSecond() == 0);
        assertThat(plan(topology).probes()).hasSize(1);
        assertThat(texts(topology, "link-1")).isEmpty();
        assertThat(topology.node("node0").orElseThrow().control()).contains("203.0.113.1");
    }

    @Test
    void shapedLinksABridgeAndALanWithoutLearningArePlannedRight() throws Exception {
        Topology topology = topology(SAMPLE.resolve("manifest.xml"));
        Map<String, Medium> media = new TreeMap<>();
        topology.segments().forEach(segment -> media.put(segment.name(), segment.medium()));
        assertThat(media)
                .isEqualTo(Map.of(
                        "hub", Medium.FLOODING,
                        "pair", Medium.POINT_TO_POINT,
                        "slow", Medium.POINT_TO_POINT,
                        "wan", Medium.POINT_TO_POINT));
        assertThat(topology.node("wan_bridge").orElseThrow().role()).isEqualTo(Role.BRIDGE);
        assertThat(topology.node("store")).isEmpty();
        assertThat(texts(topology, "bs")).anyMatch(text -> text.contains("block store"));
        assertThat(texts(topology, "slow"))
                .anyMatch(text ->
                        text.contains("50000 kbit/s, 20.0 ms, a loss of 5.00 %") && text.contains("does not show"))
                .anyMatch(text -> text.contains("traced by the testbed already (header)"));
        assertThat(topology.segment("wan").orElseThrow().members().get(1).out().kbitPerSecond())
                .isEqualTo(20_000);
        OverlayPlan plan = plan(topology);
        assertThat(plan.coverage().observed()).isEqualTo(6);
        assertThat(plan.bound().lowerBound()).isEqualTo(2);
        assertThat(plan.probes()).hasSize(2);
    }

    @Test
    void theSamplesTopologyIsWhatItsManifestTells() throws Exception {
        Topology told = topology(SAMPLE.resolve("manifest.xml"));
        assertThat(TopologyFile.read(SAMPLE.resolve("topology.json"))).isEqualTo(told);
    }

    @Test
    void aLinkThatIsLeftOutIsExplained() throws Exception {
        String pair = Files.readString(REAL.resolve("pair.xml"));
        String dangling = pair.replace(
                "</rspec>",
                "<link client_id=\"loose\"><interface_ref client_id=\"node0:eth1\"/></link>"
                        + "<link client_id=\"bare\"/></rspec>");
        Topology topology = topology(dangling);
        assertThat(topology.segments()).hasSize(1);
        assertThat(texts(topology, "loose"))
                .containsExactly("has one end alone (node0:eth1), so nothing passes it: left out");
        assertThat(texts(topology, "bare")).containsExactly("has no end, so nothing passes it: left out");
        assertThat(texts(topology(SAMPLE.resolve("manifest.xml")), "bs"))
                .as("said once")
                .hasSize(1);
    }

    @Test
    void whereNothingCanBeWatchedThatIsSaid() throws Exception {
        String locked = Files.readString(REAL.resolve("pair.xml")).replaceAll("<login [^>]*/>", "");
        assertThatThrownBy(() -> topology(locked))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("nothing to monitor");
        String half = Files.readString(REAL.resolve("pair.xml")).replaceFirst("<login [^>]*/>", "");
        Topology topology = topology(half);
        assertThat(texts(topology, "node0")).anyMatch(text -> text.contains("a device without a login"));
        assertThat(plan(topology).probes()).extracting(OverlayPlan.Probe::node).containsExactly("node1");
    }
}
