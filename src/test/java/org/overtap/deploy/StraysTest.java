package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs on though its folder is gone. */
@EnabledOnOs(OS.LINUX)
class StraysTest {
    /** It has a child, and gives away what it holds when it is asked to end. */
    private static final String FLUSHES =
            "trap 'echo flushed >>$HOME_OF_TEST/flushed; exit 0' INT; echo listening; while :; do sleep 0.05; done";

    @TempDir
    Path folder;

    private FakeOverlay overlay;

    private void deploy(String name) throws Exception {
        overlay = new FakeOverlay(Files.createDirectories(folder.resolve(name)), FakeNodes::new);
        overlay.describe("pmacctd", FLUSHES.replace("$HOME_OF_TEST", folder.toString()));
        overlay.deploy(overlay.wanted(3));
    }

    private Path root(String node) throws IOException {
        return overlay.nodes.disk(node).toRealPath().resolve("overtap-0123abc-" + node);
    }

    private static void remove(Path tree) throws Exception {
        Process rm =
                new ProcessBuilder("rm", "-rf", tree.toString()).inheritIO().start();
        assertThat(rm.waitFor()).isZero();
    }

    /** Processes whose working folder is or was there. */
    private static long running(Path root) throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> (cwd(p) + "/").replace(" (deleted)", "").startsWith(root + "/"))
                    .count();
        }
    }

    /** As many of them as lead a session: what they start comes and goes. */
    private static long daemons(Path root) throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> (cwd(p) + "/").startsWith(root + "/"))
                    .filter(p -> leadsASession(p))
                    .count();
        }
    }

    private static boolean leadsASession(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] afterItsName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return afterItsName[3].equals(process.getFileName().toString());
        } catch (IOException e) {
            return false;
        }
    }

    private static String cwd(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).toString();
        } catch (IOException e) {
            return "/";
        }
    }

    private String stateOf(String node) {
        return Status.read(overlay.standing(), overlay.nodes).stream()
                .filter(line -> line.node().equals(node))
                .map(Status.Line::state)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "p(deleted)"})
    void aDaemonWhoseFolderWasRemovedIsShownAndEndedByTheSignalThatMakesItFlush(String name) throws Exception {
        deploy(name);
        Path root = root("n1");
        remove(root);
        assertThat(running(root)).isPositive();
        assertThat(stateOf("n1")).isEqualTo("stray");
        Teardown.Outcome outcome = overlay.teardown();
        assertThat(outcome.leftovers()).isZero();
        assertThat(outcome.strays()).isPositive();
        assertThat(running(root)).isZero();
        assertThat(Files.readAllLines(folder.resolve("flushed"))).hasSize(2);
        assertThat(overlay.state.read()).isEmpty();
        overlay.assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe-1", "probe-1/pid", "deployment"})
    void soIsOneWhoseFolderDoesNotKnowItAnyMore(String part) throws Exception {
        deploy("plain");
        Path root = root("n1");
        remove(root.resolve(part));
        assertThat(stateOf("n1")).isEqualTo("stray");
        assertThat(overlay.teardown().strays()).isPositive();
        assertThat(running(root)).isZero();
    }

    @Test
    void aDeployEndsItAndStartsOneInItsPlace() throws Exception {
        deploy("plain");
        remove(root("n1"));
        long before = daemons(root("n2"));
        Deployer.Outcome outcome = overlay.deploy(overlay.again());
        assertThat(outcome.strays()).isPositive();
        assertThat(daemons(root("n1"))).isEqualTo(before);
        assertThat(Status.read(overlay.standing(), overlay.nodes)).allMatch(Status.Line::alive);
        assertThat(overlay.teardown().strays()).isZero();
    }

    @Test
    void aLinkInPlaceOfTheFolderOfFoldersIsFollowed() throws Exception {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.createDirectories(folder.resolve("linked/nodes"));
        Files.createSymbolicLink(folder.resolve("linked/nodes/n1"), real);
        deploy("linked");
        Path root = root("n1");
        assertThat(root).startsWith(real.toRealPath());
        remove(root);
        assertThat(stateOf("n1")).isEqualTo("stray");
        assertThat(overlay.teardown().strays()).isPositive();
        assertThat(running(root)).isZero();
    }

    @Test
    void whoRunsInAFolderWithALongerNameIsLeftAlone() throws Exception {
        deploy("plain");
        Path other = Files.createDirectories(Path.of(root("n1") + "0/probe-1"));
        Process bystander = new ProcessBuilder("setsid", "sleep", "60")
                .directory(other.toFile())
                .start();
        try {
            remove(root("n1"));
            overlay.teardown();
            assertThat(bystander.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            bystander.destroyForcibly();
            remove(other.getParent());
        }
    }

    /** util-linux's script gives it a terminal. */
    @Test
    void whoLooksAroundInAFolderIsLeftAlone() throws Exception {
        deploy("plain");
        Path there = root("n1").resolve("probe-1");
        Process shell =
                new ProcessBuilder("script", "-qc", "cd " + there + "; echo there; sleep 61", "/dev/null").start();
        try {
            assertThat(shell.inputReader().readLine()).isEqualTo("there");
            List<ProcessHandle> looking = shell.toHandle().descendants().toList();
            overlay.teardown();
            assertThat(looking).isNotEmpty().allMatch(ProcessHandle::isAlive);
        } finally {
            shell.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }
}
