package org.overtap.record.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.live.Live;

/** Where the disk gets full while a dataset is written, nothing of it is left, and the message says so. */
class DatasetOnFullDiskIT {
    /** How umount(8) ends where the disk is in use, among other reasons. */
    private static final int BUSY = 32;

    @TempDir
    Path temporary;

    private Path small;

    static List<Set<TableForm>> forms() {
        return List.of(Set.of(TableForm.PARQUET), Set.of(TableForm.CSV), EnumSet.allOf(TableForm.class));
    }

    @BeforeEach
    void mountSmallDisk() throws Exception {
        Live.require();
        small = Files.createDirectories(temporary.resolve("small"));
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=300k", "overtap-test", small.toString()))
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        if (small == null) {
            return;
        }
        // What another test starts at that moment holds a file of this disk until it has become its own program.
        int status = run("umount", small.toString());
        for (int i = 0; i < 100 && status == BUSY; i++) {
            Thread.sleep(100);
            status = run("umount", small.toString());
        }
        assertThat(status).isZero();
    }

    private static int run(String... words) throws Exception {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void nothingIsLeft(Set<TableForm> forms) throws Exception {
        Path target = small.resolve("dataset");
        assertThatThrownBy(() -> {
                    try (DatasetWriter writer = new DatasetWriter(target, forms)) {
                        for (DatasetSamples.Row row : DatasetSamples.random(1, 20_000)) {
                            writer.flow(row);
                        }
                        writer.finish(DatasetSamples.facts());
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write the dataset to " + target
                        + " (No space left on device): nothing of it is there now; free some space or give another"
                        + " folder, and repeat");
        try (Stream<Path> left = Files.list(small)) {
            assertThat(left).isEmpty();
        }
    }
}
