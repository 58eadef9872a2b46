package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.geni.portal.FakePortal;

/** The whole sentence through a portal: both ways to ask it, both modes, both ways to get machines added. */
@Tag("live")
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortalIT {
    private static final String PREFIX = "ovtport-";
    private static final String URL = "https://localhost:" + PortalProcess.PORT;
    private static final String STARTED = "heavy";
    private static final String[] HEAVY = {"--mode", "heavyweight", "--tap", "bridge-lan", "--flooding", "lan"};
    private static final String[] LISTENERS = {
        "--mode", "heavyweight", "--tap", "lan", "--flooding", "lan,one,two", "--collectors", "new"
    };

    @TempDir
    static Path home;

    private static ManifestLab lab;
    private static PortalProcess portal;

    @BeforeAll
    static void labUp() throws Exception {
        lab = ManifestLab.up(home, PREFIX);
        forget();
        assertThat(Live.run(home, List.of("ip", "-n", PREFIX + "ops", "link", "set", "lo", "up"))
                        .code())
                .isZero();
        Path token = Files.writeString(home.resolve("token"), "t0ken\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        portal = PortalProcess.start(lab);
    }

    /** What a run that was cut off left on the disk that all hosts share would be taken for somebody's overlay. */
    private static void forget() {
        String folders = "grep -ls '\"portal/proj1,' /var/tmp/overtap-*/journal.json | xargs -r -n 1 dirname";
        Live.Ended ended = Live.run(home, List.of("sh", "-c", folders + " | xargs -r rm -rf --"));
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    @AfterAll
    static void labDown() throws Exception {
        if (portal != null) {
            portal.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended overtap(List<String> way, String experiment, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "portal:proj1," + experiment));
        words.addAll(List.of("--ssh-user", "root", "--ssh-key", lab.key()));
        words.addAll(List.of("--ca", FakePortal.ca().toAbsolutePath().toString()));
        words.addAll(way);
        words.addAll(List.of(more));
        return lab.hosts().overtap(words.toArray(String[]::new));
    }

    private static Live.Ended require(List<String> way, String experiment, String command, String... more) {
        Live.Ended ended = overtap(way, experiment, command, more);
        assertThat(ended.code()).as(command + "\n" + ended.out() + ended.err()).isZero();
        return ended;
    }

    private static List<String> token() {
        return List.of("--portal", URL, "--token-file", home.resolve("token").toString());
    }

    private static List<String> certificate() throws Exception {
        Path own = Path.of("src/test/resources/emulab/tls/user.pem").toAbsolutePath();
        return List.of("--boss", "localhost:" + PortalProcess.rpcPort(lab), "--cert", own.toString());
    }

    /** What is deployed sees every conversation once, is brought home and taken away; nothing is left. */
    private static void requireTheRest(List<String> way, String experiment, int points) throws Exception {
        JsonNode verify = LiveLab.json(require(way, experiment, "verify", "--format", "json"));
        assertThat(verify.path("conversations").asInt()).isEqualTo(5);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(5);
        assertThat(verify.path("probes")).hasSize(points);
        Path flows = Files.createTempDirectory(home, "flows");
        require(way, experiment, "collect", "--to", flows.toString());
        try (Stream<Path> files = Files.walk(flows)) {
            assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("nfcapd.2"));
        }
        JsonNode removed = LiveLab.json(require(way, experiment, "teardown", "--format", "json"));
        assertThat(removed.path("leftovers").asInt(-1)).isZero();
    }

    private static void deploy(List<String> way, String experiment, String... more) {
        List<String> words = new ArrayList<>(List.of("--yes", "--idle-timeout", "3", "--rotate", "2"));
        words.addAll(List.of(more));
        require(way, experiment, "deploy", words.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void aCertificateIsTheOtherWayAndAnEndInTenMinutesIsSaidInBoth() throws Exception {
        Live.Ended light = require(token(), "exp1", "plan");
        Live.Ended heavy = require(certificate(), "exp1", "plan", HEAVY);
        assertThat(heavy.out()).contains("a NEW experiment", "XML-RPC server cannot change an experiment");
        for (Live.Ended plan : List.of(light, heavy)) {
            assertThat(plan.err()).containsPattern("experiment proj1,exp1 ends in [789] minutes");
            assertThat(plan.out()).contains("what is deployed goes with it", "coverage: 5 of 5");
        }
        deploy(certificate(), "exp1");
        requireTheRest(certificate(), "exp1", 4);
        assertThat(lab.hosts().processes()).isEmpty();
    }

    /** Bridges on the two links, a listener on the LAN. */
    @Test
    @Order(2)
    void addedMachinesAreAskedForByAParameterAndTakenAwayAgain() throws Exception {
        Live.Ended bill = require(token(), "exp1", "deploy", with(HEAVY, "--dry-run"));
        assertThat(bill.out())
                .contains("+   \"overtap\" : \"bridge=one/tap-one bridge=two/tap-two listener=lan/tap-lan\"")
                .contains("extra nodes: 3: 0 shapers, 3 taps, 0 collectors; 8 free (8 c6525-100g)")
                .contains("PATCH /experiments/proj1,exp1");
        deploy(token(), "exp1", HEAVY);
        assertThat(lab.hosts().processes())
                .as("the experiment's own hosts run nothing")
                .isEmpty();
        requireTheRest(token(), "exp1", 3);
        assertThat(Live.run(home, List.of("ip", "netns", "list")).out()).doesNotContain(PREFIX + "tap-");
    }

    /** The user starts what overtap wrote; then listeners on all segments, and a collector of its own, are there. */
    @Test
    @Order(3)
    void whereAProfileHasNoParameterItsUserStartsANewExperiment() throws Exception {
        Live.Ended handed = overtap(token(), PortalProcess.PLAIN, "deploy", with(LISTENERS, "--yes"));
        assertThat(handed.code()).isEqualTo(1);
        assertThat(handed.err())
                .contains(
                        "a NEW experiment, which you start: 8 machines",
                        "nothing was changed, and nothing was deployed");
        Path request = Path.of("proj1-plain-overtap.rspec.xml");
        try {
            List<String> start = PortalProcess.words(
                    lab, PortalUser.class, URL + PortalProcess.BASE, "t0ken", request.toString(), STARTED);
            Live.Ended started = Live.run(home, start);
            assertThat(started.out()).as(started.err()).endsWith("ready\n");
        } finally {
            Files.deleteIfExists(request);
        }
        deploy(token(), STARTED, "--mode", "heavyweight", "--tap", "lan");
        JsonNode status = LiveLab.json(require(token(), STARTED, "status", "--format", "json"));
        assertThat(status.findValuesAsText("node"))
                .contains("tap-lan", "tap-one", "tap-two", "ovcollector")
                .doesNotContain("a", "b", "c", "d");
        requireTheRest(token(), STARTED, 3);
        assertThat(lab.hosts().processes()).isEmpty();
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
