package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.geni.portal.FakePortal;

/** The whole sentence through a portal, in both modes. */
@Tag("live")
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalIT {
    private static final String PREFIX = "ovtport-";

    @TempDir
    static Path home;

    private static ManifestLab lab;
    private static PortalProcess portal;

    @BeforeAll
    static void labUp() throws Exception {
        lab = ManifestLab.up(home, PREFIX);
        assertThat(Live.run(home, List.of("ip", "-n", PREFIX + "ops", "link", "set", "lo", "up"))
                        .code())
                .isZero();
        Path token = Files.writeString(home.resolve("token"), "t0ken\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        portal = PortalProcess.start(lab);
    }

    @AfterAll
    static void labDown() throws Exception {
        if (portal != null) {
            portal.close();
        }
        if (lab != null) {
            for (String segment : List.of("lan", "one", "two")) {
                Live.run(home, List.of("ip", "netns", "del", PREFIX + ListenerSwitch.node(segment)));
            }
            lab.close();
        }
    }

    private static Live.Ended overtap(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(
                command,
                "portal:proj1,exp1",
                "--portal",
                "https://localhost:" + PortalProcess.PORT,
                "--ca",
                FakePortal.ca().toAbsolutePath().toString(),
                "--token-file",
                home.resolve("token").toString(),
                "--ssh-user",
                "root",
                "--ssh-key",
                lab.key()));
        words.addAll(List.of(more));
        return lab.hosts().overtap(words.toArray(String[]::new));
    }

    private static Live.Ended require(String command, String... more) {
        Live.Ended ended = overtap(command, more);
        assertThat(ended.code()).as(command + "\n" + ended.out() + ended.err()).isZero();
        return ended;
    }

    private static void requireAllSeenOnce() throws Exception {
        JsonNode verify = LiveLab.json(require("verify", "--format", "json"));
        assertThat(verify.path("conversations").asInt()).isEqualTo(5);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(5);
    }

    @Test
    @Order(1)
    void anEndInTenMinutesIsSaidAndTheRestRunsInLightMode() throws Exception {
        Live.Ended plan = require("plan");
        assertThat(plan.err()).containsPattern("experiment proj1,exp1 ends in [789] minutes");
        assertThat(plan.out()).contains("what is deployed goes with it");
        require("deploy", "--yes", "--idle-timeout", "3", "--rotate", "2");
        requireAllSeenOnce();
        require("collect", "--to", home.resolve("light").toString());
        require("teardown");
        assertThat(lab.hosts().processes()).isEmpty();
    }

    @Test
    @Order(2)
    void addedMachinesAreAskedForByAParameterAndTakenAwayAgain() throws Exception {
        String[] heavy = {"--mode", "heavyweight", "--tap", "lan", "--flooding", "lan,one,two"};
        List<String> dry = new ArrayList<>(List.of(heavy));
        dry.add("--dry-run");
        Live.Ended bill = require("deploy", dry.toArray(String[]::new));
        assertThat(bill.out())
                .contains("+   \"overtap\" : \"listener=lan/tap-lan listener=one/tap-one listener=two/tap-two\"")
                .contains("PATCH /experiments/proj1,exp1");
        List<String> deploy = new ArrayList<>(List.of(heavy));
        deploy.addAll(List.of("--yes", "--idle-timeout", "3", "--rotate", "2"));
        require("deploy", deploy.toArray(String[]::new));
        assertThat(lab.hosts().processes())
                .as("the experiment's own hosts run nothing")
                .isEmpty();
        requireAllSeenOnce();
        require("collect", "--to", home.resolve("heavy").toString());
        require("teardown");
        assertThat(Live.run(home, List.of("ip", "netns", "list")).out()).doesNotContain(PREFIX + "tap-");
        Live.Ended after = require("plan", "--format", "json");
        assertThat(LiveLab.json(after).at("/topology/nodes").asInt()).isEqualTo(4);
    }
}
