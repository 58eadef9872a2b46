package org.overtap.record.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Output;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.Medium;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** What lies beside flow files tells who told what, and who counts it. */
class GuideFilesTest {
    @TempDir
    Path folder;

    private static OverlayPlan plan(Topology topology) {
        return Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
    }

    private static ExporterEntry entry(Topology topology, String node, String iface, int sourceId) {
        String address = topology.node(node).orElseThrow().control().orElseThrow();
        return ExporterEntry.at(
                topology,
                node,
                iface,
                new ExporterEntry.Told(
                        address, sourceId, "pmacctd", Optional.of("v9"), Optional.of("n3"), Optional.of("n3"), true));
    }

    private static List<ExporterEntry> exporters(Topology topology, OverlayPlan plan) {
        List<ExporterEntry> entries = new ArrayList<>();
        plan.probes().forEach(probe -> probe.interfaces()
                .forEach(watched -> entries.add(entry(topology, probe.node(), watched.name(), watched.sourceId()))));
        return entries;
    }

    private JsonNode read(String name) throws Exception {
        return JsonDocument.mapper().readTree(folder.resolve(name).toFile());
    }

    /** As the name of an experiment is that was made of many hosts' names. */
    @Test
    void aWordLongerThanALineIsNotBroken() throws Exception {
        Topology lan = Samples.lan(3);
        String name = "hosts/" + "x".repeat(300);
        write(new Topology(name, lan.nodes(), lan.segments(), List.of()));
        assertThat(Files.readString(folder.resolve("README.txt")))
                .contains(name + ",")
                .contains("Who told what");
    }

    private void write(Topology topology) throws Exception {
        OverlayPlan plan = plan(topology);
        GuideFiles guide = new GuideFiles(folder, RecordReaders.builtIn());
        guide.add("n3", "n3", "nfcapd", new Output("flows/*/nfcapd.2*", "nfdump", List.of("nfdump", "-R", "{folder}")));
        assertThat(guide.write(new Measurement(
                        topology.experiment(),
                        "0123abc",
                        topology,
                        plan,
                        exporters(topology, plan),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())))
                .hasSize(5)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void eachConversationHasTheOwnerOfThePlan() throws Exception {
        write(Samples.lan(3));

        JsonNode owners = read("owners.json");
        assertThat(owners.path("schema").asText()).isEqualTo("overtap/owners/1");
        assertThat(owners.path("deployment").asText()).isEqualTo("0123abc");
        List<String> told = new ArrayList<>();
        owners.path("segments")
                .get(0)
                .path("conversations")
                .forEach(c -> told.add(c.path("a").path("node").asText() + " "
                        + c.path("b").path("node").asText() + " "
                        + c.path("owner").path("node").asText() + " "
                        + c.path("owner").path("exporter").asText()));
        assertThat(told).containsExactly("n1 n2 n1 172.30.0.1", "n1 n3 n1 172.30.0.1", "n2 n3 n2 172.30.0.2");
        assertThat(owners.path("recordsPerConversation").asDouble()).isEqualTo(1.33);
        assertThat(owners.path("segments")
                        .get(0)
                        .path("conversations")
                        .get(0)
                        .path("a")
                        .path("addresses"))
                .singleElement()
                .satisfies(address -> assertThat(address.asText()).isEqualTo("10.0.1.1"));
    }

    @Test
    void thePlanCanBeReadAgain() throws Exception {
        write(Samples.lan(3));
        assertThat(PlanFile.read(folder.resolve("plan.json")).probes())
                .isEqualTo(plan(Samples.lan(3)).probes());
    }

    @Test
    void manyConversationsAreNotListedOneByOne() throws Exception {
        write(Samples.lan(300));
        JsonNode owners = read("owners.json");
        assertThat(owners.path("abridged").asBoolean()).isTrue();
        assertThat(owners.path("segments").get(0).path("conversations")).isEmpty();
        assertThat(owners.path("segments").get(0).path("order")).hasSize(299);
    }

    @Test
    void theReadMeNamesEachExporterAndTheOwnerRule() throws Exception {
        write(Samples.lan(3));
        assertThat(folder.resolve("README.txt"))
                .content()
                .contains(
                        "nfdump -R n3\n",
                        "overtap flows .",
                        "overtap dataset . -o",
                        "-o line",
                        "1.33 probes",
                        "nfdump -R n3 'router ip 172.30.0.1 and engine-id 1 and ip 10.0.1.1 and ip 10.0.1.2'",
                        "nfdump -R n3 'router ip 172.30.0.2 and engine-id 1'");
    }

    @Test
    void whatMustBeKnownOfItLiesBesideIt() throws Exception {
        write(Samples.lan(3));
        assertThat(MeasurementFile.in(folder).orElseThrow().exporters())
                .extracting(ExporterEntry::node)
                .containsExactly("n1", "n2");
    }

    @Test
    void aFolderTellsWhoseItIs() throws Exception {
        assertThat(GuideFiles.deployment(folder)).isEmpty();
        write(Samples.lan(3));
        assertThat(GuideFiles.deployment(folder)).contains("0123abc");
    }

    @ParameterizedTest
    @CsvSource({
        "shaped link, a, eth1, before, after",
        "shaped link, b, eth1, before, after",
        "shaped link, tbdelay0, eth1, before, after",
        "end-shaped link, a, eth1, after, after",
        "lan, n1, eth1, unshaped, unshaped",
        "mixed lan, n1, eth1, before, after",
        "mixed lan, tbdelay0, eth3, before, after",
        "mixed lan, n3, eth1, mixed, mixed",
        "flooding lan, n2, eth1, unshaped, unshaped"
    })
    void eachInterfaceIsOnASideOfTheShaping(String where, String node, String iface, String sent, String received) {
        Topology topology =
                switch (where) {
                    case "shaped link" -> Samples.shapedLink();
                    case "end-shaped link" -> Samples.endShapedLink();
                    case "mixed lan" -> Samples.mixedLan();
                    case "flooding lan" -> Samples.lan(3, Medium.FLOODING);
                    default -> Samples.lan(3);
                };
        JsonNode entry = JsonDocument.mapper().valueToTree(entry(topology, node, iface, 1));
        assertThat(entry.path("side").path("sent").asText()).isEqualTo(sent);
        assertThat(entry.path("side").path("received").asText()).isEqualTo(received);
        assertThat(entry.path("segment").asText())
                .isEqualTo(topology.segments().get(0).name());
    }
}
