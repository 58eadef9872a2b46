package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;

/** Output that has no place to go is never taken for written. */
@EnabledOnOs(OS.LINUX)
class LostOutputTest {
    private static final String SAMPLE = "sample-topologies/three-node-lan";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"topology " + SAMPLE, "plan " + SAMPLE + " --format json", "--help", "instruments"})
    void aFullDeviceIsAFailureWithAWord(String command) throws Exception {
        OwnProcess.Ended ended = OwnProcess.run(folder, "-Xmx256m", "overtap " + command + " >/dev/full");
        assertThat(ended.err().strip()).isEqualTo("overtap: the output cannot be written (No space left on device)");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aMistakeInWhatWasTypedStaysOne() throws Exception {
        assertThat(OwnProcess.run(folder, "-Xmx256m", "overtap topology --none >/dev/full")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whoReadsNoFurtherHearsNothingMore() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4000; i++) {
            text.append("a").append(i).append(" b").append(i).append('\n');
        }
        Path net = java.nio.file.Files.writeString(folder.resolve("net.edges"), text);
        OwnProcess.Ended ended = OwnProcess.run(
                folder, "-Xmx256m", "overtap plan " + net + " --format json | head -1; exit ${PIPESTATUS[0]}");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).isEqualTo("{\n");
        assertThat(ended.code()).isEqualTo(141);
    }

    @Test
    void whatGoesOnEndsWhereNobodyReadsOn() throws Exception {
        Path dataset = folder.resolve("ds");
        MadeDatasets.write(dataset, MadeFlows.random(1, 20));
        OwnProcess.Ended ended = OwnProcess.run(
                folder,
                "-Xmx256m",
                "overtap flows " + dataset + " --follow --every 1s --for 50s | head -1; exit ${PIPESTATUS[0]}");
        assertThat(ended.out()).startsWith("p/made: what came to each segment");
        assertThat(ended.code()).isEqualTo(141);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheSummary() {
        for (String file : new String[] {"/dev/full", "/proc/x"}) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int code = Main.run(new String[] {"plan", SAMPLE, "-o", file}, new PrintWriter(out), new PrintWriter(err));
            assertThat(err.toString()).contains("cannot write " + file).doesNotContain("no such folder");
            assertThat(code).isEqualTo(1);
            assertThat(out.toString()).contains("coverage: 3 of 3");
        }
    }

    @Test
    void callersWithinAVirtualMachineLearnOfItToo() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        int code = Main.run(new String[] {"topology", SAMPLE}, new PrintWriter(full), new PrintWriter(err));
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("the output cannot be written");
    }
}
