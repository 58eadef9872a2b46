package org.overtap.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

class JsonDocumentTest {
    @TempDir
    Path folder;

    private final ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "x/1");

    @Test
    void whatIsWrongIsSaidWithoutTheNamesOfOurTypes() {
        assertThatThrownBy(() -> JsonDocument.parse("{\"medium\":\"aether\"}", "f.json", "", Worded.class))
                .hasMessageContaining("medium")
                .hasMessageContaining("(at medium)")
                .hasMessageNotContaining("org.overtap");
    }

    private record Worded(org.overtap.topology.Medium medium) {}

    @Test
    void aSymbolicLinkStaysOneAndItsTargetIsWritten() throws Exception {
        Path target = Files.writeString(folder.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);
        JsonDocument.write(link, document);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(target)).contains("x/1");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsWrittenToAndNeverReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Files.readString(pipe);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                JsonDocumentTest::onAThreadOfItsOwn);
        CompletableFuture<Void> written = CompletableFuture.runAsync(
                () -> {
                    try {
                        JsonDocument.write(pipe, document);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                JsonDocumentTest::onAThreadOfItsOwn);
        written.get(5, TimeUnit.SECONDS);
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(read.get(5, TimeUnit.SECONDS)).contains("x/1");
    }

    /** Both ends of a pipe wait for each other: on a shared pool of one thread neither would ever go on. */
    private static void onAThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void anEntryThatIsNullIsCalledThatAndNoClassIsNamed() {
        assertThatThrownBy(() -> JsonDocument.parse(
                        "{\"schema\":\"overtap/topology/1\",\"experiment\":\"a/b\",\"nodes\":[null]}",
                        "t.json",
                        TopologyFile.SCHEMA,
                        Topology.class))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith("t.json")
                .hasMessageContaining("null")
                .hasMessageNotContaining("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+5", "/* five */ 5", "'5'"})
    void whatIsNoJsonIsNotToldInTheParsersWords(String number) {
        assertThatThrownBy(() -> JsonDocument.parse(
                        "{\"schema\":\"x/1\",\"cost\": " + number + "}", "t.json", "x/1", Topology.class))
                .isInstanceOf(TopologyException.class)
                .hasMessageStartingWith("t.json:1:")
                .hasMessageNotContaining("Feature")
                .hasMessageNotContaining("enable")
                .hasMessageNotContaining("ALLOW_");
    }

    @Test
    void aCutOffDocumentIsReportedWithoutTheParsersOwnRemarks() {
        assertThatThrownBy(() -> JsonDocument.parse("{", "t.json", "x/1", Topology.class))
                .hasMessageStartingWith("t.json:1:")
                .hasMessageNotContaining("Source");
    }
}
