package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a command that is interrupted, and output that has no place to go, on hosts of disks of theirs. */
@Tag("live")
@Order(8)
class InputCasesIT {
    private static final String[] DEPLOY = {"deploy", "--yes", "--idle-timeout", "3", "--rotate", "2"};
    private static final long LONGEST_MS = 30_000;

    @TempDir
    static Path home;

    private static SeparateHosts hosts;
    private static Path states;

    @BeforeAll
    static void hostsUp() throws Exception {
        hosts = SeparateHosts.up("ovtinp-", home);
        states = Files.createDirectories(home.resolve("state/overtap"));
        assertThat(shell("mount -t tmpfs -o size=256k,mode=0755 tmpfs " + states)
                        .code())
                .isZero();
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.close();
            assertThat(shell("umount " + states).code())
                    .as("what could not be written is closed all the same")
                    .isZero();
        }
    }

    /** The next run finds them as this one did. */
    @AfterEach
    void nothingStays() throws Exception {
        Files.deleteIfExists(states.resolve("ballast"));
        if (!hosts.state(home).isMissingNode()) {
            overtap("teardown", "--discard-data");
        }
        assertThat(hosts.folders()).isEmpty();
        assertThat(hosts.processes()).isEmpty();
    }

    private static Live.Ended shell(String script) {
        return Live.run(home, List.of("bash", "-c", script));
    }

    private static List<String> words(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add(1, hosts.source());
        return Live.words(words.toArray(String[]::new));
    }

    private static Live.Ended overtap(String... command) {
        return Live.run(home, words(command));
    }

    private static String quoted(List<String> words) {
        return String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
    }

    private static void deployed() {
        Live.Ended deploy = overtap(DEPLOY);
        assertThat(deploy.code()).as(deploy.err()).isZero();
    }

    private static void full() {
        shell("dd if=/dev/zero of=" + states.resolve("ballast") + " bs=1k count=1024");
        assertThat(shell("echo text > " + states.resolve("more")).code())
                .as("the disk is full")
                .isNotZero();
        shell("rm -f " + states.resolve("more"));
    }

    @Case("E6")
    void aFullDiskKeepsNothingFromBeingTakenAway() throws Exception {
        deployed();
        full();
        Live.Ended teardown = overtap("teardown", "--to", home.resolve("flows").toString());
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(teardown.err()).containsOnlyOnce("cannot be written (No space left on device)");
        assertThat(teardown.err()).contains("the state file " + states);
        try (Stream<Path> left = Files.list(states)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("no state, and no half of one")
                    .allMatch(name -> Set.of("ballast", "known_hosts").contains(name) || name.endsWith(".lock"));
        }
    }

    @Case("E6")
    void onAFullDiskNothingIsDeployed() throws Exception {
        full();
        Live.Ended deploy = overtap(DEPLOY);
        assertThat(deploy.code()).isEqualTo(1);
        assertThat(deploy.err()).contains("the state file " + states, "No space left on device");
        assertThat(hosts.processes()).isEmpty();
    }

    @Case("E7")
    void anInterruptedDeploySaysWhatStandsAndCanBeGoneOnWith() throws Exception {
        Path err = home.resolve("err");
        String state = "XDG_STATE_HOME=" + home.resolve("state") + " XDG_CONFIG_HOME=" + home.resolve("config");
        Process deploy = new ProcessBuilder(List.of(
                        "bash",
                        "-c",
                        "exec env --default-signal=INT " + state + " " + quoted(words(DEPLOY)) + " 2>" + err))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try {
            awaitState();
        } finally {
            shell("kill -INT " + deploy.pid());
        }
        assertThat(deploy.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(deploy.exitValue()).isEqualTo(130);
        assertThat(Files.readString(err).strip().lines().reduce((a, b) -> b).orElse(""))
                .isEqualTo("overtap: interrupted: the overlay on " + hosts.source()
                        + " stands in part: 'java -jar " + Live.jar() + " deploy " + hosts.source()
                        + "' goes on, 'java -jar " + Live.jar() + " teardown "
                        + hosts.source() + "' takes it away");
        Live.Ended again = overtap(DEPLOY);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(overtap("status").code()).isZero();
    }

    private static void awaitState() throws Exception {
        for (long left = LONGEST_MS; left > 0 && hosts.state(home).isMissingNode(); left -= 20) {
            Thread.sleep(20);
        }
        assertThat(hosts.state(home).isMissingNode()).isFalse();
    }

    @Case("E8 E9")
    void whatIsPrintedIsNeverLostWithoutAWordAndWhatIsKeptIsForItsOwnerAlone() throws Exception {
        deployed();
        for (String format : List.of("text", "json")) {
            Live.Ended status = shell(quoted(words("status", "--format", format)) + " >/dev/full");
            assertThat(status.code()).isEqualTo(1);
            assertThat(status.err()).contains("the output cannot be written");
        }
        Path plan = home.resolve("status.json");
        Files.deleteIfExists(plan);
        assertThat(shell("umask 022; " + quoted(words("status", "-o", plan.toString())))
                        .code())
                .isZero();
        assertThat(permissions(plan)).isEqualTo("rw-------");
        assertThat(permissions(states)).isEqualTo("rwx------");
        try (Stream<Path> all = Files.list(states)) {
            assertThat(all).isNotEmpty().allSatisfy(file -> assertThat(permissions(file))
                    .isEqualTo("rw-------"));
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
