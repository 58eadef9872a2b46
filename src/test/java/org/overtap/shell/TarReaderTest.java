package org.overtap.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    private TarReaderTest entry(char type, String name, String content) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, String.format("%011o", body.length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        archive.writeBytes(header);
        archive.writeBytes(Arrays.copyOf(body, (body.length + 511) / 512 * 512));
        return this;
    }

    private void extract() throws IOException {
        archive.writeBytes(new byte[1024]);
        TarReader.extract(new ByteArrayInputStream(archive.toByteArray()), folder.resolve("in"));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil", "./../evil", "..", "a/b/../../../in-other/evil"})
    void aNameThatLeadsOutsideIsRefused(String name) {
        assertThatThrownBy(() -> entry('0', name, "x").extract()).hasMessageContaining("outside the folder: " + name);
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolve("in-other")).doesNotExist();
    }

    @Test
    void linksAndDevicesAreLeftOut() throws IOException {
        entry('2', "link", "")
                .entry('1', "hard", "")
                .entry('3', "device", "")
                .entry('0', "file", "x")
                .extract();

        assertThat(folder.resolve("in").toFile().list()).containsExactly("file");
    }

    @Test
    void nothingIsWrittenThroughALinkThatWasThereBefore() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("in/a"), folder.resolve("out"));

        assertThatThrownBy(() -> entry('0', "a/evil", "x").extract()).hasMessageContaining("symbolic link");
        assertThat(folder.resolve("out/evil")).doesNotExist();
    }

    @Test
    void longNamesOfBothKindsAreUnderstood() throws IOException {
        String gnu = "g".repeat(120);
        String pax = "p".repeat(120);
        entry('L', "././@LongLink", gnu + "\0").entry('0', "short", "1");
        entry('x', "pax", "130 path=" + pax + "\n").entry('0', "short", "2").extract();

        assertThat(folder.resolve("in/" + gnu)).hasContent("1");
        assertThat(folder.resolve("in/" + pax)).hasContent("2");
    }

    @Test
    void aLongNameCannotLeadOutsideEither() {
        assertThatThrownBy(() -> entry('L', "././@LongLink", "../" + "x".repeat(120) + "\0")
                        .entry('0', "short", "1")
                        .extract())
                .hasMessageContaining("outside the folder");
    }

    @Test
    void anArchiveCutOffIsReported() throws IOException {
        entry('0', "file", "x".repeat(2000));
        byte[] half = Arrays.copyOf(archive.toByteArray(), 1000);

        assertThatThrownBy(() -> TarReader.extract(new ByteArrayInputStream(half), folder.resolve("in")))
                .hasMessageContaining("cut off within file");
    }

    @Test
    void somethingElseThanAnArchiveIsReported() {
        byte[] text = "hello ".repeat(200).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> TarReader.extract(new ByteArrayInputStream(text), folder.resolve("in")))
                .hasMessageContaining("no tar archive");
    }

    @Test
    void aBareDotOrRootIsNoDownload() {
        assertThatThrownBy(() -> TarCommand.pack("/")).hasMessageContaining("name a file or a folder");
        assertThatThrownBy(() -> TarCommand.pack("/tmp/..")).hasMessageContaining("name a file or a folder");
        assertThat(TarCommand.pack("/var/x/").argv()).endsWith("-C", "/var", "./x");
        assertThat(TarCommand.pack("-rf").argv()).endsWith("-C", ".", "./-rf");
    }
}
