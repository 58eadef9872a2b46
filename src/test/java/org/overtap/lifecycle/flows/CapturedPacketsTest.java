package org.overtap.lifecycle.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.dataset.DatasetFolder;
import org.overtap.record.dataset.TableForm;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.wire.CaptureFile;
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
