package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Outage;
import org.overtap.deploy.journal.StateFile;
import org.overtap.shell.Command;

/** In which order things are ended and started when a deployment is carried out again. */
@EnabledOnOs(OS.LINUX)
class ChangeoverTest {
    @TempDir
    Path folder;

    private final List<String> done = new CopyOnWriteArrayList<>();
    private FakeOverlay overlay;

    @BeforeEach
    void deploy() throws Exception {
        overlay = new FakeOverlay(folder, FakeNodes::new);
        overlay.deploy(overlay.wanted(3));
        overlay.nodes.witness = this::note;
    }

    /** "stop n1 probe-1" and the like. */
    private void note(String node, Command command) {
        for (String verb : List.of("stop", "start")) {
            command.argv().stream()
                    .filter(word -> word.contains("# " + verb + ".sh "))
                    .findFirst()
                    .ifPresent(script -> done.add(verb + " " + node + " "
                            + command.argv().get(command.argv().indexOf(script) + 4)));
        }
    }

    @AfterEach
    void takeAway() throws Exception {
        overlay.nodes.witness = (node, command) -> {};
        overlay.teardown();
        overlay.assertNothingLeft();
    }

    @Test
    void whereACollectorChangesItsProbesAreEndedBeforeItAndStartedAfterIt() throws Exception {
        overlay.describe("nfcapd", "true; " + FakeOverlay.LIVES);
        assertThat(overlay.deploy(overlay.again()).changed()).isEqualTo(3);
        requireChangeover();
        assertThat(overlay.standing().outages()).isEmpty();
    }

    private void requireChangeover() {
        assertThat(done.subList(0, 2)).containsExactlyInAnyOrder("stop n1 probe-1", "stop n2 probe-1");
        assertThat(done.subList(2, 4)).containsExactly("stop n3 collector", "start n3 collector");
        assertThat(done.subList(4, done.size())).containsExactlyInAnyOrder("start n1 probe-1", "start n2 probe-1");
    }

    @Test
    void whereACollectorDiedItsProbesTellTheNextOneHowTheirRecordsAreRead() throws Exception {
        kill("n3", "collector");
        Deployer.Outcome outcome = overlay.deploy(overlay.again());
        assertThat(outcome.changed()).isEqualTo(3);
        requireChangeover();
        assertThat(outcome.outages()).hasSize(1).isEqualTo(overlay.standing().outages());
        assertThat(outcome.outages().get(0).why()).contains("nfcapd was found dead", "its probes", "lost");
    }

    @Test
    void whatDiedIsRememberedWithTheTimeInWhichItDidNotRun() throws Exception {
        Instant before = Instant.now().minusSeconds(2);
        kill("n1", "probe-1");
        overlay.deploy(overlay.again());
        overlay.deploy(overlay.again());
        List<Outage> outages =
                StateFile.at(overlay.state.path()).read().orElseThrow().outages();
        assertThat(outages).hasSize(1);
        Outage outage = outages.get(0);
        assertThat(outage.node() + " " + outage.name()).isEqualTo("n1 probe-1");
        assertThat(Instant.parse(outage.since().orElseThrow()))
                .isBetween(before.minusSeconds(10), Instant.parse(outage.until().orElseThrow()));
        assertThat(Instant.parse(outage.until().orElseThrow()))
                .isBetween(before, Instant.now().plusSeconds(2));
        assertThat(done).noneMatch(step -> step.startsWith("stop"));
    }

    @Test
    void anOutageThatCouldNotBeEndedGoesOnAsOne() throws Exception {
        kill("n1", "probe-1");
        overlay.nodes.witness = (node, command) -> {
            if (node.equals("n1") && command.argv().stream().anyMatch(word -> word.contains("# start.sh "))) {
                throw new IllegalStateException("cut off");
            }
        };
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> overlay.deploy(overlay.again()))
                .hasRootCauseMessage("cut off");
        assertThat(overlay.standing().outages())
                .extracting(outage -> outage.until().isPresent())
                .containsExactly(false);
        overlay.nodes.witness = (node, command) -> {};
        assertThat(overlay.deploy(overlay.again()).outages()).hasSize(1);
        assertThat(overlay.standing().outages())
                .extracting(outage -> outage.until().isPresent())
                .containsExactly(true);
    }

    @Test
    void whereNothingChangesNothingIsEnded() throws Exception {
        overlay.deploy(overlay.again());
        assertThat(done).noneMatch(step -> step.startsWith("stop"));
    }

    private void kill(String node, String daemon) throws Exception {
        String pid =
                Files.readString(overlay.nodes.disk(node).resolve("overtap-0123abc-" + node + "/" + daemon + "/pid"));
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(pid.split(" ")[0])).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
    }
}
