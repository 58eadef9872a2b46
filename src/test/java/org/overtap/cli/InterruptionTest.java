package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.boss.EmulabSettings;

/** A command that is ended from outside says what stands, and what to type. */
@EnabledOnOs(OS.LINUX)
class InterruptionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void anInterruptedCommandSaysInOneLineWhatStands(String signal, int code) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> exchange -> {
            asked.countDown();
            await(end);
        })) {
            EmulabSettings settings = boss.settings();
            Process deploy = OwnProcess.start(
                    folder,
                    "-Xmx256m",
                    "export HOME='" + folder + "'; exec env --default-signal=INT overtap deploy emulab:p/e --boss "
                            + settings.boss() + " --cert "
                            + settings.certificate().toAbsolutePath() + " --ca "
                            + settings.ca().toAbsolutePath() + " --state '" + folder.resolve("s.json") + "'");
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(new ProcessBuilder("kill", "-" + signal, "" + deploy.pid())
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(deploy.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(deploy.exitValue()).isEqualTo(code);
            assertThat(OwnProcess.text(folder, "err"))
                    .endsWith("overtap: interrupted: nothing was changed on emulab:p/e\n");
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
