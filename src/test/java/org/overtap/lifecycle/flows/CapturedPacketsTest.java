package org.overtap.lifecycle.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.DatasetFolder;
import org.overtap.record.dataset.TableForm;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.wire.CaptureFile;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** Packets that a probe captured are handed on with a dataset, unless it is to tell no address. */
class CapturedPacketsTest {
    private static final byte[] UDP = {0x30, 0x39, 0, 53, 0, 28, 0, 0};

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private byte[] capture;

    @BeforeEach
    void captured() throws Exception {
        Path sample = Path.of("sample-topologies/three-node-lan");
        ObjectNode document = JsonDocument.mapper().createObjectNode();
        document.put("schema", Measurement.SCHEMA).put("experiment", "p/e").put("deployment", "0123abc");
        document.set(
                "topology",
                JsonDocument.mapper().readTree(sample.resolve("topology.json").toFile()));
        document.set(
                "plan",
                JsonDocument.mapper().readTree(sample.resolve("plan.json").toFile()));
        document.putArray("files")
                .addObject()
                .put("node", "n1")
                .put("instrument", "tcpdump")
                .put("folder", "n1")
                .put("pattern", "captures/*.pcap")
                .put("reader", "pcap");
        Files.writeString(folder.resolve(MeasurementFile.NAME), document.toString());
        capture = CaptureFile.ethernet()
                .add(
                        1_795_848_100_000_000L,
                        CaptureFile.packet(new byte[12], new byte[] {8, 0}, CaptureFile.ipv4(17, 0, 7, 0, 28, UDP)))
                .bytes();
        Files.createDirectories(folder.resolve("n1/captures"));
        Files.write(folder.resolve("n1/captures/1.pcap"), capture);
        Files.writeString(folder.resolve("n1/captures/notes.txt"), "no packets");
    }

    private MadeDataset make(Path out, Optional<Path> key) throws Exception {
        DatasetRequest request = new DatasetRequest(out, Set.of(TableForm.CSV), FlowSelection.ALL, key, "1");
        return new DatasetMaking(request, said::add).of(FlowStores.in(folder), List.of());
    }

    /** In the dataset's document and in its README, for the one probe of which that is known. */
    @Test
    void whatIsKnownToBeLostIsTold() throws Exception {
        Path file = folder.resolve(MeasurementFile.NAME);
        ObjectNode document = (ObjectNode) JsonDocument.mapper().readTree(file.toFile());
        JsonNode probe = document.at("/plan/probes/0");
        JsonNode watched = probe.at("/interfaces/0");
        document.putArray("exporters")
                .addObject()
                .put("address", "127.0.0.9")
                .put("sourceId", watched.path("sourceId").asInt(1))
                .put("node", probe.path("node").asText())
                .put("interface", watched.path("name").asText())
                .put("instrument", "pmacctd")
                .put("standing", true)
                .putObject("counted")
                .put("lost", 7)
                .put("at", "2026-11-28T06:00:00Z");
        Files.writeString(file, document.toString());
        Path out = folder.resolve("out");
        make(out, Optional.empty());
        JsonNode probes = JsonDocument.mapper()
                .readTree(out.resolve("dataset.json").toFile())
                .path("probes");
        assertThat(probes.findValuesAsText("lost")).containsExactly("7");
        assertThat(probes).hasSizeGreaterThan(1);
        assertThat(Files.readString(out.resolve("README.md")))
                .contains("`" + probe.path("node").asText() + "."
                        + watched.path("name").asText() + "`: 7 records sent that did not arrive");
    }

    @Test
    void anExporterWithoutAnAddressIsRefused() throws Exception {
        Path file = folder.resolve(MeasurementFile.NAME);
        ObjectNode document = (ObjectNode) JsonDocument.mapper().readTree(file.toFile());
        document.putArray("exporters").addObject().putNull("address").put("node", "n1");
        Files.writeString(file, document.toString());
        assertThatThrownBy(() -> FlowStores.in(folder))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("an exporter needs an address");
    }

    /** Not even that there are none: nobody would know that something is missing. */
    @Test
    void aDatasetWithoutItsDocumentHasNoFlows() throws Exception {
        Path out = folder.resolve("out");
        make(out, Optional.empty());
        Files.delete(out.resolve("dataset.json"));
        assertThatThrownBy(() -> FlowStores.in(out))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("has no flow files")
                .hasMessageContaining("dataset.json is missing");
    }

    @Test
    void aKeyThatOthersMayReadIsSpokenOf() throws Exception {
        Path key = folder.resolve("key");
        make(folder.resolve("a"), Optional.of(key));
        said.clear();
        make(folder.resolve("b"), Optional.of(key));
        assertThat(said).noneMatch(words -> words.contains("others may read"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        make(folder.resolve("c"), Optional.of(key));
        assertThat(said).anyMatch(words -> words.startsWith("note: others may read the key " + key));
    }

    @Test
    void theyAreCopiedAsTheyAreAndListedWithTheirSums() throws Exception {
        Path out = folder.resolve("out");
        MadeDataset made = make(out, Optional.empty());
        assertThat(out.resolve("pcap/n1-captures-1.pcap")).hasBinaryContent(capture);
        assertThat(out.resolve("pcap")).isDirectoryNotContaining("glob:**notes*");
        assertThat(made.manifest().files()).anyMatch(file -> file.path().equals("pcap/n1-captures-1.pcap"));
        assertThat(DatasetFolder.open(out).check()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void whereNoAddressIsToBeToldTheyAreLeftOutAndThatIsSaid() throws Exception {
        Path out = folder.resolve("out");
        make(out, Optional.of(folder.resolve("key")));
        assertThat(out.resolve("pcap")).doesNotExist();
        assertThat(said).anyMatch(words -> words.contains("captured packets are left out, 1 file"));
    }
}
