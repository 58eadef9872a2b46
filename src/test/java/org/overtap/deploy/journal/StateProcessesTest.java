package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** Processes that work with one state file: what the operating system holds, it holds for a process. */
@EnabledOnOs(OS.LINUX)
class StateProcessesTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    private Path path() {
        return folder.resolve("p-e.json");
    }

    private StateFile file() {
        return StateFile.at(path());
    }

    private Process start(String... words) throws Exception {
        Process process = StateHolder.start(path(), words);
        started.add(process);
        return process;
    }

    private Process working(String way) throws Exception {
        Process process = start(way);
        assertThat(StateHolder.line(process)).isEqualTo("in");
        return process;
    }

    @AfterEach
    void endAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Whoever fails to get in must not let the third in by that. */
    @Test
    void whoIsAtWorkKeepsEveryoneOutAsOftenAsTheyTry() throws Exception {
        Process winner = working("exclusively");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> file().exclusively("teardown", () -> "in"))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining(
                            "overtap deploy, pid " + winner.pid() + " of " + System.getProperty("user.name") + " on ")
                    .hasMessageContaining("since ")
                    .hasMessageContaining("wait until it has ended, and repeat");
            assertThatThrownBy(() -> file().shared("verify", () -> "in")).hasMessageContaining("pid " + winner.pid());
        }
        assertThat(StateHolder.line(start("exclusively"))).contains("overtap deploy, pid " + winner.pid());
        assertThat(file().atWork()).extracting(Worker::pid).containsExactly(winner.pid());
        winner.getOutputStream().close();
        assertThat(winner.waitFor()).isZero();
        assertThat(file().<String>exclusively("teardown", () -> "in")).isEqualTo("in");
    }

    @Test
    void whoWasKilledKeepsNobodyOut() throws Exception {
        Process killed = working("exclusively");
        killed.destroyForcibly().waitFor();
        assertThat(Files.readString(folder.resolve("p-e.json.lock"))).contains("\"pid\":" + killed.pid());
        assertThat(file().atWork()).isEmpty();
        assertThat(file().<String>exclusively("teardown", () -> "in")).isEqualTo("in");
    }

    @Test
    void whoLooksLetsOthersLookAndOneThatWasKilledIsForgotten() throws Exception {
        Process killed = working("shared");
        Process other = working("shared");
        killed.destroyForcibly().waitFor();
        assertThatThrownBy(() -> file().exclusively("deploy", () -> "in"))
                .hasMessageContaining("overtap verify, pid " + other.pid())
                .hasMessageNotContaining("pid " + killed.pid() + " ");
        assertThat(file().<String>shared("collect", () -> "in")).isEqualTo("in");
    }

    @Test
    void whatSeveralRememberAtOnceIsAllRemembered() throws Exception {
        Topology topology = Samples.lan(3);
        file().write(Deployment.planned(
                "0123abc",
                Map.of(),
                topology,
                Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()),
                InstrumentCatalogue.builtIn()));
        List<Process> all = List.of(start("shared", "20"), start("shared", "20"), start("shared", "20"));
        for (Process process : all) {
            assertThat(new String(process.getInputStream().readAllBytes())).contains("done");
        }
        assertThat(file().read().orElseThrow().journal().tests()).hasSize(60);
    }
}
