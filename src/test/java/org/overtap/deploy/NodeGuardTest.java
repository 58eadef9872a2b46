package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Worker;
import org.overtap.topology.Topology;

/** The guard that keeps others off an experiment's nodes, by the scripts as they run there. */
@EnabledOnOs(OS.LINUX)
class NodeGuardTest {
    private static final Worker ME = Worker.here("deploy");
    private static final Worker BOB =
            new Worker("teardown", 12, "34", "bob", "far", "another machine", Instant.ofEpochSecond(1_700_000_000));

    @TempDir
    Path folder;

    private FakeOverlay overlay;
    private Deployment deployment;

    @BeforeEach
    void prepare() throws Exception {
        overlay = new FakeOverlay(folder, FakeNodes::new);
        deployment = overlay.wanted(3).deploying();
    }

    private NodeGuard take(Worker worker, boolean takeOver) throws DeployException {
        return NodeGuard.take(deployment, worker, takeOver, overlay.nodes, NodeGuard.Failing.STOPS);
    }

    private Path path() {
        return overlay.nodes.disk("n3").resolve("overtap-at-work-p%2flan-n3");
    }

    /** As that one left it when its program ended without a word. */
    private void leave(Worker worker, int minutesAgo) throws Exception {
        Files.createDirectories(path());
        Path owner = Files.writeString(path().resolve("owner"), "token-of-" + worker.user() + "\n" + worker.line());
        Files.setLastModifiedTime(owner, FileTime.from(Instant.now().minusSeconds(60L * minutesAgo)));
    }

    @Test
    void onlyOneIsInAndTheOtherIsToldWho() throws Exception {
        try (NodeGuard guard = take(BOB, false)) {
            assertThatThrownBy(() -> take(ME, true))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("overtap teardown, pid 12 of bob on far")
                    .hasMessageContaining("is at work on p/lan (node n3): wait");
            guard.requireHeld();
        }
        try (NodeGuard guard = take(ME, false)) {
            guard.requireHeld();
        }
        assertThat(path()).doesNotExist();
    }

    @Test
    void whatAProcessLeftThatHasEndedHereKeepsNobodyOut() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        leave(new Worker("deploy", ended.pid(), "1", ME.user(), ME.host(), ME.machine(), Instant.now()), 0);
        take(ME, false).close();
        assertThat(path()).doesNotExist();
    }

    @Test
    void aLaterProcessOfTheSameNumberIsAnother() throws Exception {
        leave(new Worker("deploy", ME.pid(), "1", ME.user(), ME.host(), ME.machine(), Instant.now()), 0);
        take(ME, false).close();
        assertThat(path()).doesNotExist();
    }

    @Test
    void ofAnotherMachineNobodyKnowsUntilHeIsSilentAndThenItTakesAWord() throws Exception {
        leave(BOB, 4);
        assertThatThrownBy(() -> take(ME, true)).hasMessageContaining("is at work on p/lan");
        leave(BOB, 6);
        assertThatThrownBy(() -> take(ME, false)).hasMessageContaining("not heard of for 6 minutes");
        take(ME, true).close();
        assertThat(path()).doesNotExist();
    }

    @Test
    void oneThatWasMadeAndNotYetSignedIsWaitedForAMinuteAtMost() throws Exception {
        Files.createDirectories(path());
        assertThatThrownBy(() -> take(ME, false)).hasMessageContaining("another overtap is at work");
        Files.setLastModifiedTime(path(), FileTime.from(Instant.now().minusSeconds(90)));
        take(ME, false).close();
        assertThat(path()).doesNotExist();
    }

    @Test
    void ofManyThatFindItLeftOnlyOneGetsIn() throws Exception {
        for (int round = 0; round < 3; round++) {
            leave(BOB, 60);
            var pool = Executors.newFixedThreadPool(6);
            List<Callable<NodeGuard>> tasks = new ArrayList<>();
            for (int pid = 1; pid <= 6; pid++) {
                Worker eve = new Worker("deploy", pid, "1", "eve", "near", "third machine", Instant.now());
                tasks.add(() -> {
                    try {
                        return take(eve, true);
                    } catch (DeployException e) {
                        return null;
                    }
                });
            }
            int in = 0;
            for (Future<NodeGuard> one : pool.invokeAll(tasks)) {
                if (one.get() != null) {
                    in++;
                }
            }
            pool.shutdown();
            assertThat(in).isEqualTo(1);
            assertThat(Files.readString(path().resolve("owner"), StandardCharsets.UTF_8))
                    .contains("eve");
            assertThat(path().resolve("next")).doesNotExist();
        }
    }

    @Test
    void whatIsNoGuardOfRootsIsLeftAloneAndSaid() throws Exception {
        Files.createDirectories(path().getParent());
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(path(), elsewhere);
        assertThatThrownBy(() -> take(ME, true)).hasMessageContaining("nobody's guard");
        assertThat(elsewhere).isEmptyDirectory();
        NodeGuard.take(deployment, ME, false, overlay.nodes, NodeGuard.Failing.IS_PASSED_OVER)
                .close();
        assertThat(path()).exists();
    }

    @Test
    void anotherExperimentOnTheSameHostsIsNotInTheWay() throws Exception {
        FakeNodes shared = FakeNodes.sharing(folder.resolve("shared"));
        try (NodeGuard other = NodeGuard.take(named("p/lan-2"), BOB, false, shared, NodeGuard.Failing.STOPS);
                NodeGuard mine = NodeGuard.take(deployment, ME, false, shared, NodeGuard.Failing.STOPS)) {
            mine.requireAlone(deployment, List.of("n1", "n2", "n3"), false);
            other.requireAlone(named("p/lan-2"), List.of("n1", "n2", "n3"), false);
        }
    }

    /** The same overlay on an experiment of another name. */
    private Deployment named(String experiment) {
        Topology lan = deployment.topology();
        return Deployment.planned(
                        "4567def",
                        Map.of(),
                        new Topology(experiment, lan.nodes(), lan.segments(), lan.findings()),
                        deployment.plan(),
                        overlay.instruments)
                .deploying();
    }

    @Test
    void aDeployThatIsKeptOutChangesNothing() throws Exception {
        leave(BOB, 0);
        assertThatThrownBy(() -> overlay.deploy(overlay.wanted(3))).hasMessageContaining("bob on far");
        assertThat(overlay.state.read()).isEmpty();
        assertThat(overlay.folders()).containsExactly(path());
    }

    @Test
    void aTeardownThatIsKeptOutChangesNothing() throws Exception {
        overlay.deploy(overlay.wanted(3));
        Deployment standing = overlay.standing();
        leave(BOB, 0);
        assertThatThrownBy(() -> overlay.teardown()).hasMessageContaining("bob on far");
        assertThat(overlay.standing()).isEqualTo(standing);
        assertThat(Status.read(standing, overlay.nodes)).hasSize(3).allMatch(line -> line.state()
                .equals("alive"));
        leave(BOB, 6);
        new Teardown(overlay.state, overlay.nodes, Progress.SILENT, true).teardown(standing);
        overlay.assertNothingLeft();
    }

    @Test
    void twoOverlaysOfOneExperimentDoNotComeAbout() throws Exception {
        overlay.deploy(overlay.wanted(3));
        Deployment first = overlay.standing();
        FakeOverlay other = new FakeOverlay(Files.createDirectory(folder.resolve("other")), base -> overlay.nodes);
        Deployment second =
                Deployment.planned("4567def", java.util.Map.of(), first.topology(), first.plan(), overlay.instruments);
        assertThatThrownBy(() -> other.deploy(second))
                .hasMessageContaining("deployment 0123abc of " + ME.account())
                .hasMessageContaining("stands on p/lan");
        assertThat(other.state.read()).isEmpty();
        assertThat(overlay.standing()).isEqualTo(first);
        assertThat(overlay.folders()).hasSize(3);
        assertThat(overlay.teardown().leftovers()).isZero();
        overlay.assertNothingLeft();
    }
}
