package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a demo leaves that does not come to its end. */
@Tag("live")
class EndedDemoIT {
    @TempDir
    Path home;

    @BeforeAll
    static void require() {
        Live.require();
    }

    @Test
    void aDemoThatIsEndedEarlyTakesItsLabWithIt() throws Exception {
        Path err = home.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(Live.words("demo"))
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of("XDG_CONFIG_HOME", home.resolve("config").toString(), "TMPDIR", home.toString()));
        Process demo = builder.start();
        String lab = "demo" + demo.pid();
        awaitText(demo, err, "[2/5]");
        assertThat(Live.overtap(home, "lab", "list").out()).contains(lab + ":");
        demo.destroy();
        assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Live.overtap(home, "lab", "list").out()).doesNotContain(lab + ":");
    }

    @Test
    void aScriptThatIsRefusedEndsTheDemoWithItsLineAndExitCodeTwo() throws Exception {
        Path script = Files.writeString(
                home.resolve("bad.ns"), "source tb_compat.tcl\nset ns [new Simulator]\nno-such-command\n$ns run\n");
        Live.Ended ended = Live.overtap(home, "demo", script.toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("line 3", "no-such-command").doesNotContain("there is no lab");
    }

    @Test
    void anExperimentWithNothingToSeeIsNoError() throws Exception {
        Path script = Files.writeString(
                home.resolve("one.ns"), "source tb_compat.tcl\nset ns [new Simulator]\nset a [$ns node]\n$ns run\n");
        Live.Ended ended = Live.overtap(home, "demo", script.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("0 of 0 conversations observed", "teardown: removed, 0 left");
    }

    private static void awaitText(Process process, Path file, String text) throws Exception {
        for (int i = 0; i < 600 && !Files.readString(file).contains(text); i++) {
            assertThat(process.isAlive()).as(Files.readString(file)).isTrue();
            Thread.sleep(100);
        }
    }
}
