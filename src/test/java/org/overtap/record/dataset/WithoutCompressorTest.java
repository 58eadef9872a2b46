package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.cli.Main;

/** A dataset is read by a Java machine for which the compressor has no native part, too. */
class WithoutCompressorTest {
    @TempDir
    Path folder;

    private record Ended(int code, String text) {}

    private Ended flows(Path dataset) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-DZstdTempFolder=" + folder.resolve("not there"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "flows",
                        dataset.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    @Test
    void itsTablesInCsvAreReadWhereItHasBoth() throws Exception {
        OpenedDataset dataset = OpenedDataset.made(folder.resolve("set"), EnumSet.allOf(TableForm.class));
        Ended ended = flows(dataset.folder());
        assertThat(ended.code()).as(ended.text()).isZero();
        assertThat(ended.text()).contains(dataset.talkers().get(0).split("\t")[0]);
    }

    @Test
    void withParquetAloneItSaysWhatHelps() throws Exception {
        OpenedDataset dataset = OpenedDataset.made(folder.resolve("set"), Set.of(TableForm.PARQUET));
        Ended ended = flows(dataset.folder());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.text()).contains("Zstandard library does not run on this machine", "CSV");
    }
}
