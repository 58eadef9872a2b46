package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files made to be large end in a clear error, in little memory and time. */
@EnabledOnOs(OS.LINUX)
class LargeInputsTest {
    private static final String LITTLE = "-Xmx96m";
    private static final long LONGEST_NS = 20_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void anAttributeLongerThanAnyNameIsRefused() throws Exception {
        Path file = file("net.graphml", "<graphml><graph><node id='a' x='", "x", 60_000_000, "'/></graph></graphml>");
        assertThat(refused("plan " + file)).contains("one element or comment is longer than 4 MiB");
    }

    @Test
    void aTextLongerThanAnyLabelIsRefused() throws Exception {
        Path file = file(
                "net.graphml",
                "<graphml><key id='l' for='node' attr.name='label'/><graph><node id='a'><data key='l'>",
                "x",
                60_000_000,
                "</data></node></graph></graphml>");
        assertThat(refused("plan " + file)).contains("a label is longer than 64 KiB");
    }

    @Test
    void aMapOfMoreNodesThanMemoryHoldsIsRefused() throws Exception {
        StringBuilder nodes = new StringBuilder();
        Path file = folder.resolve("net.graphml");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("<graphml><key id='l' for='node' attr.name='label'/><graph>");
            for (int i = 0; i < 900_000; i++) {
                nodes.setLength(0);
                out.append(nodes.append("<node id='")
                                .append(i)
                                .append("'><data key='l'>x")
                                .append(i))
                        .append("</data></node>");
            }
            out.write("</graph></graphml>");
        }
        assertThat(refused("plan " + file)).contains("MiB of memory, and the limit is");
    }

    @Test
    void elementsInOneAnotherAreCounted() throws Exception {
        Path file = file("net.graphml", "<graphml>", "<g>", 10_000_000, "");
        assertThat(refused("plan " + file)).contains("nested more than 1000 deep");
    }

    @Test
    void emptyObjectsWithoutEndAreRefusedAtTheFirst() throws Exception {
        Path file = file(
                "net.json",
                "{\"schema\":\"overtap/topology/1\",\"experiment\":\"a/b\",\"nodes\":[",
                "{},",
                5_000_000,
                "{}]}");
        assertThat(refused("topology " + file)).contains("net.json");
    }

    @Test
    void aPackedFileOfNothingEndsSoon() throws Exception {
        Path file = folder.resolve("net.edges.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            fill(packed, "\n", 200_000_000);
        }
        assertThat(refused("plan " + file)).contains("nothing but empty lines and comments");
    }

    @Test
    void aLineWithoutEndIsRefused() throws Exception {
        Path file = file("net.edges", "a b\n", "n ", 100_000_000, "\n");
        assertThat(refused("plan " + file)).contains("net.edges");
    }

    @Test
    void devicesAreNoCertificatesAndNoSettings() throws Exception {
        String emulab = "plan emulab:p/e --boss b.example --ca ";
        assertThat(refused(emulab + "/dev/zero --cert /dev/zero")).contains("/dev/zero: it is larger than 1 MiB");
        Files.createDirectories(folder.resolve("overtap"));
        Files.createSymbolicLink(folder.resolve("overtap/config.yaml"), Path.of("/dev/zero"));
        assertThat(refused("plan emulab:p/e")).contains("config.yaml: cannot be read (it is larger than 1 MiB)");
    }

    /** What it says, on one line. */
    private String refused(String command) throws Exception {
        long start = System.nanoTime();
        OwnProcess.Ended ended =
                OwnProcess.run(folder, LITTLE, "export XDG_CONFIG_HOME='" + folder + "'; overtap " + command);
        assertThat(ended.err().strip()).startsWith("overtap: ").doesNotContain("\n");
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(System.nanoTime() - start).isLessThan(LONGEST_NS);
        return ended.err();
    }

    private Path file(String name, String head, String repeated, int bytes, String tail) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            fill(out, repeated, bytes);
            out.write(tail.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static void fill(OutputStream out, String repeated, int bytes) throws IOException {
        byte[] block = repeated.repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (int written = 0; written < bytes; written += block.length) {
            out.write(block);
        }
    }
}
