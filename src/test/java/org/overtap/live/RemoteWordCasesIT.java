package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Logins as they are met: they greet, read lines in their own way, want a terminal, allow little, or run nothing. */
@Tag("live")
@Order(3)
class RemoteWordCasesIT {
    /** The one in the middle has two probes. */
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            foreach name {left middle right} { set $name [$ns node] }
            $ns duplex-link $left $middle 100Mb 0ms DropTail
            $ns duplex-link $middle $right 100Mb 0ms DropTail
            $ns rtproto Static
            $ns run
            """;

    private static final List<String> NODES = List.of("left", "middle", "right");

    @TempDir
    static Path home;

    private static LiveLab lab;
    private static String user;

    @BeforeAll
    static void labUp() throws Exception {
        Path script = Files.writeString(home.resolve("chain.ns"), SCRIPT);
        lab = LiveLab.up(home, "itword", "testproj/word", script.toString());
        user = lab.onNode("left", "ls /users").strip();
        onAll(
                "cp -p /etc/passwd /tmp/passwd; cp -p /etc/ssh/sshd_lab /tmp/sshd_lab; cp -pr /etc/sudoers.d /tmp/sudoers.d");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Whatever a case has made of the logins is taken back, so that the next one finds them plain. */
    @AfterEach
    void plainLogins() {
        onAll("cat /tmp/passwd > /etc/passwd; cat /tmp/sshd_lab > /etc/ssh/sshd_lab; rm -f /etc/sudoers.d/zz;"
                + " rm -rf /users/*/.bashrc /users/*/.cshrc /users/*/.config; kill -HUP $(cat /run/sshd.pid)");
        if (Files.exists(lab.state())) {
            well(lab.overtap("teardown", "--discard-data"));
        }
    }

    private static void onAll(String script) {
        NODES.forEach(node -> onNode(node, script));
    }

    private static void onNode(String node, String script) {
        Live.Ended ended = Live.onNode(lab.name(), node, "sh", "-c", script);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static Live.Ended well(Live.Ended ended) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    /** All is well, and the greeting is said once for each node that was entered, these among them. */
    private static JsonNode greeted(Live.Ended ended, String greeting, String... entered) throws IOException {
        well(ended);
        List<String> notes = ended.err()
                .lines()
                .filter(line -> line.contains("prints text around"))
                .toList();
        assertThat(notes)
                .allMatch(line -> line.startsWith("note: the login on ") && line.contains("(\"" + greeting + "\")"));
        assertThat(notes.stream().map(line -> line.split(" ")[4]))
                .doesNotHaveDuplicates()
                .contains(entered);
        return LiveLab.json(ended);
    }

    private static void everythingWorks(String greeting) throws IOException {
        JsonNode status = greeted(lab.overtap("status", "--format", "json"), greeting, "middle");
        assertThat(status.path("daemons").findValuesAsText("state")).hasSize(3).containsOnly("alive");
        JsonNode verify = greeted(lab.overtap("verify", "--format", "json"), greeting, "left", "middle", "right");
        assertThat(verify.path("observed").asInt()).isEqualTo(2);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(2);
        Path flows = home.resolve("flows-" + System.nanoTime());
        well(lab.overtap("collect", "--to", flows.toString(), "--format", "json"));
        try (Stream<Path> files = Files.walk(flows)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("nfcapd.2")))
                    .isNotEmpty()
                    .allMatch(file -> Live.run(home, List.of("nfdump", "-r", file.toString(), "-q"))
                                    .code()
                            == 0);
        }
        well(lab.overtap("teardown", "--to", flows.toString()));
        onAll("! ls -d /var/tmp/overtap-* 2>/dev/null");
    }

    @Case("A2 A1")
    void aGreetingBeforeDeployChangesNothing() throws Exception {
        onAll("printf 'echo \"Good morning\"\\necho noise >&2\\nprintf unfinished\\n' > /users/" + user + "/.bashrc");
        greeted(lab.quick("deploy", "--format", "json"), "Good morning", "middle");
        everythingWorks("Good morning");
    }

    @Case("A2 A1 E5 E10")
    void greetingsOfOtherShellsAfterDeployChangeNothing() throws Exception {
        Live.requirePrograms("fish", "tcsh");
        well(lab.quick("deploy"));
        String passwd = "sed -i '/^" + user + ":/s,[^:]*$,%s,' /etc/passwd; ";
        onNode(
                "left",
                passwd.formatted("/usr/bin/fish") + "d=/users/" + user
                        + "/.config/fish; mkdir -p $d; printf 'printf \"Good \\\\033[31mmorning\\\\n\"\\n' > $d/config.fish");
        onNode(
                "middle",
                passwd.formatted("/bin/tcsh") + "printf 'printf \"Good \\\\033[31mmorning\\\\n\"\\n' > /users/" + user
                        + "/.cshrc");
        onNode(
                "right",
                "printf 'printf \"Good \\\\033[31mmorning\\\\n\"; trap \"echo bye\" EXIT\\n' > /users/" + user
                        + "/.bashrc");
        everythingWorks("Good \\x1b[31mmorning");
    }

    @Case("E5")
    void sudoThatWantsATerminalIsToldInItsOwnWords() {
        onNode("middle", "printf 'Defaults requiretty\\n' > /etc/sudoers.d/zz; chmod 440 /etc/sudoers.d/zz");
        Live.Ended deploy = lab.quick("deploy");
        assertThat(deploy.code()).isEqualTo(1);
        assertThat(deploy.err())
                .contains("node middle gives no root: sudo: sorry, you must have a tty to run sudo", "!requiretty")
                .doesNotContain("without a password");
    }

    @Case("E5")
    void aForceCommandIsToldInItsOwnWords() {
        onNode(
                "middle",
                "printf 'ForceCommand echo Only backups here\\n' >> /etc/ssh/sshd_lab; kill -HUP $(cat /run/sshd.pid)");
        Live.Ended deploy = lab.quick("deploy");
        assertThat(deploy.code()).isEqualTo(1);
        assertThat(deploy.err())
                .contains("does not run what it is asked (a ForceCommand", "middle (", "it said \"Only backups here\"");
    }

    @Case("B8")
    void aServerThatAllowsOneCommandAtATimeIsNotUnreachable() throws Exception {
        onAll("sed -i 's/^MaxSessions.*/MaxSessions 1/' /etc/ssh/sshd_lab; kill -HUP $(cat /run/sshd.pid)");
        well(lab.quick("deploy"));
        for (int i = 0; i < 3; i++) {
            JsonNode status = LiveLab.json(well(lab.overtap("status", "--format", "json")));
            assertThat(status.path("daemons").findValuesAsText("state"))
                    .hasSize(3)
                    .containsOnly("alive");
        }
        well(lab.overtap("teardown", "--discard-data"));
    }
}
