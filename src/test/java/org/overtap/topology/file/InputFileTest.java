package org.overtap.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

class InputFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileUpToItsBoundIsReadAndNoLarger() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "12345678");
        assertThat(InputFile.text(file, 8)).isEqualTo("12345678");
        assertThatThrownBy(() -> InputFile.text(file, 7)).hasMessageContaining("it is larger than");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aDeviceWithoutAnEndIsNotReadForEver() {
        assertThatThrownBy(() -> InputFile.bytes(Path.of("/dev/zero"), 1 << 20))
                .isInstanceOf(IOException.class)
                .hasMessage("it is larger than 1 MiB");
        assertThatThrownBy(() -> TopologyFile.read(Path.of("/dev/zero")))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("/dev/zero: ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aPipeThatNobodyWritesToIsGivenUp() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> InputFile.bytes(pipe, 100)).hasMessageContaining("did not end within 10 s");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void whatComesThroughAPipeIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        new ProcessBuilder("sh", "-c", "echo text > \"$0\"", pipe.toString()).start();
        assertThat(InputFile.text(pipe, 100)).isEqualTo("text\n");
    }

    @Test
    void whyItCannotBeReadIsSaidInWords() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), "é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reason(latin)).isEqualTo("it is no UTF-8 text");
        assertThat(reason(folder)).isEqualTo("it is a folder");
        assertThat(reason(folder.resolve("none"))).isEqualTo("no such file");
    }

    @Test
    void aKeyThatMeansNothingIsRefusedWithTheOneThatMayBeMeant() throws IOException {
        Path file = Files.writeString(
                folder.resolve("t.json"),
                "{\"schema\":\"overtap/topology/1\",\"experiment\":\"a/b\",\n\"nodes\":[],\n\"segmnts\":[]}");
        assertThatThrownBy(() -> TopologyFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("t.json:3:1: ")
                .hasMessageContaining("the key 'segmnts' is not known here: did you mean 'segments'?");
        Path deep = Files.writeString(
                folder.resolve("t.json"),
                "{\"schema\":\"overtap/topology/1\",\"experiment\":\"a/b\",\"nodes\":[{\"name\":\"n\",\"role\":\"host\","
                        + "\"interfaces\":[{\"name\":\"eth1\",\"Adresses\":[]}]}]}");
        assertThatThrownBy(() -> TopologyFile.read(deep))
                .hasMessageContaining("'Adresses'")
                .hasMessageContaining("did you mean 'addresses'?")
                .hasMessageContaining("nodes[0].interfaces[0]");
    }

    @Test
    void everyCommittedPlanIsReadAgain() throws IOException {
        try (Stream<Path> plans = Files.walk(Path.of("sample-topologies"))) {
            assertThat(plans.filter(file -> file.getFileName().toString().matches("plan.*\\.json")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(
                            file -> assertThat(PlanFile.read(file).experiment()).isNotBlank());
        }
    }

    @Test
    void whatThisProgramWritesHasNoKeyThatMeansNothing() throws IOException {
        Topology topology = org.overtap.topology.Samples.mixedLan();
        Path file = folder.resolve("t.json");
        JsonDocument.write(file, TopologyFile.document(topology));
        assertThat(TopologyFile.read(file)).isEqualTo(topology);
    }

    @Test
    void aDocumentOfMoreThanMemoryHoldsIsRefusedFirst() {
        long objects = MemoryLimit.bytes() / 160 + 1000;
        org.junit.jupiter.api.Assumptions.assumeTrue(objects < 40_000_000, "the heap is small enough to be filled");
        String text = "{\"schema\":\"x/1\",\"all\":[" + "{},".repeat((int) objects) + "{}]}";
        assertThatThrownBy(() -> JsonDocument.parse(text, "f.json", "x/1", Topology.class))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("f.json: needs about");
    }

    private static String reason(Path file) {
        try {
            return InputFile.text(file, 100);
        } catch (IOException e) {
            return InputFile.reason(e);
        }
    }
}
