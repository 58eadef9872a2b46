package org.overtap.deploy.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum is the one that nodes compute. */
class PosixSumTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 255, 256, 257, 65_535, 65_536, 300_001})
    void itIsWhatTheProgramPrints(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(folder.resolve("file"), bytes);
        Process program = new ProcessBuilder("cksum", file.toString()).start();
        String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        PosixSum whole = new PosixSum();
        whole.update(bytes, 0, size);
        PosixSum pieces = new PosixSum();
        for (int at = 0; at < size; at += 13) {
            pieces.update(bytes, at, Math.min(13, size - at));
        }

        assertThat(printed).startsWith(whole.value() + " " + size + " ");
        assertThat(pieces.value()).isEqualTo(whole.value());
    }
}
