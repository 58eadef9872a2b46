package org.overtap.deploy.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.shell.TestSshd;
import org.overtap.shell.ssh.SshShells;

/** Files of any size come by SSH, through little memory, and past sessions that end. */
class CollectingBySshTest {
    private static final int LARGE_MEBIBYTES = 64;
    private static final int BROKEN_MEBIBYTES = 24;

    @TempDir
    Path folder;

    @Test
    void whatIsLargerThanTheHeapComesThroughIt() throws Exception {
        SshCollector collector = new SshCollector(folder);
        Path stored = collector.store(LARGE_MEBIBYTES);
        Path home = folder.resolve("home");
        try (TestSshd sshd = collector.serve()) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx48m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            CollectingProgram.class.getName(),
                            folder.toString(),
                            String.valueOf(sshd.target("n3").port()),
                            home.toString())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(program.waitFor()).as(told).isZero();
            assertThat(told).contains("1 new");
        }
        assertThat(Files.mismatch(home.resolve("n3").resolve(collector.relative()), stored))
                .isEqualTo(-1);
    }

    @Test
    void aSessionThatEndsInTheMiddleIsReplacedAndTheRestComes() throws Exception {
        SshCollector collector = new SshCollector(folder);
        Path stored = collector.store(BROKEN_MEBIBYTES);
        Path home = folder.resolve("home");
        Path part = home.resolve(".incoming/n3").resolve(collector.relative() + ".part");
        try (TestSshd sshd = collector.serve();
                SshShells shells = collector.shells()) {
            FlowCollection collection = new FlowCollection(
                    collector.deployment(),
                    SshCollector.on(shells, sshd.target("n3").port()),
                    time -> {});
            CompletableFuture<FlowCollection.Outcome> outcome =
                    CompletableFuture.supplyAsync(() -> collection.collect(home));
            while (!outcome.isDone() && part.toFile().length() < 1 << 20) {
                Thread.sleep(2);
            }
            sshd.cut();

            assertThat(outcome.get().failures()).isEmpty();
            assertThat(sshd.sessions()).as("in the middle").isGreaterThan(1);
        }
        assertThat(Files.mismatch(home.resolve("n3").resolve(collector.relative()), stored))
                .isEqualTo(-1);
        assertThat(List.of(home.toFile().list())).containsExactly("n3");
    }
}
