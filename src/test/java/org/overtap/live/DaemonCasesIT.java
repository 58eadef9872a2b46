package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Daemons that change, die, run on without their folders, and hear strangers. */
@Tag("live")
@Order(6)
class DaemonCasesIT {
    private static final String SCRIPT = "sample-topologies/three-node-lan/experiment.ns";

    /** Four NetFlow v5 packets that tell of nothing that ever was. */
    private static final String FORGED = """
            import socket, struct, time
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            for i in range(4):
                head = struct.pack("!HHIIIIBBH", 5, 1, 100000, int(time.time()), 0, i, 0, 1, 0)
                flow = struct.pack("!4s4s4sHHIIIIHHBBBBHHBBH", bytes([6, 6, 6, 6]), bytes([7, 7, 7, 7]), bytes(4),
                                   0, 0, 1, 100, 99000, 99500, 1, 2, 0, 0, 17, 0, 0, 0, 24, 24, 0)
                s.sendto(head + flow, ("%s", 9995))
            """;

    private static final String PIPE = "grep plugin_pipe /var/tmp/overtap-*/probe-*/pmacctd.conf";

    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() {
        lab = LiveLab.up(home, "dcase", "overtap/dcase", SCRIPT);
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    @AfterEach
    void takeAway() {
        lab.overtap("teardown", "--discard-data");
    }

    private static void deploy(int rotate) {
        Live.Ended ended = lab.overtap("deploy", "--yes", "--idle-timeout", "3", "--rotate", String.valueOf(rotate));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err())
                .containsPattern("hear the first record.*(heard|running)")
                .doesNotContain("nothing yet");
    }

    private static JsonNode status() throws Exception {
        return LiveLab.json(lab.overtap("status", "--format", "json"));
    }

    private static JsonNode daemon(JsonNode status, String node, String instrument) {
        for (JsonNode line : status.path("daemons")) {
            if (line.path("node").asText().equals(node)
                    && line.path("instrument").asText().equals(instrument)) {
                return line;
            }
        }
        throw new AssertionError(instrument + " on " + node + " is not in " + status);
    }

    private static void requireAllSeen() throws Exception {
        Live.Ended verify = lab.overtap("verify", "--format", "json");
        JsonNode report = LiveLab.json(verify);
        assertThat(report.path("observed").asInt())
                .as(verify.out() + verify.err())
                .isEqualTo(3);
        assertThat(report.path("exactlyOnce").asInt()).as(verify.out()).isEqualTo(3);
        assertThat(verify.code()).isZero();
    }

    private static String control(String node) {
        return lab.onNode(node, "ip -4 -o addr show | awk '$4 ~ /^172[.]/ { sub(\"/.*\", \"\", $4); print $4 }'")
                .strip();
    }

    private static void killCollector() {
        lab.onNode("n3", "set -- $(cat /var/tmp/overtap-*-n3/collector/pid); kill -KILL $1");
    }

    @Case("A5 A10")
    void afterACollectorIsStartedAnewAllIsSeen() throws Exception {
        deploy(2);
        deploy(3);
        requireAllSeen();
        killCollector();
        deploy(3);
        requireAllSeen();
        JsonNode outages = status().path("outages");
        assertThat(outages).hasSize(1);
        assertThat(outages.get(0).path("node").asText()).isEqualTo("n3");
        assertThat(outages.get(0).path("name").asText()).isEqualTo("collector");
        assertThat(outages.get(0).path("since").asText())
                .isLessThan(outages.get(0).path("until").asText());
        assertThat(lab.overtap("status").out()).contains("n3 collector: down from");
    }

    @Case("A11 E17")
    void aStrangersRecordsAreCountedAndNotStoredAndDaemonsAreGivenNoMoreThanTheyNeed() throws Exception {
        deploy(2);
        Live.Ended forged = Live.onNode(lab.name(), "n3", "python3", "-c", FORGED.formatted(control("n3")));
        assertThat(forged.code()).as(forged.err()).isZero();
        long ignored = 0;
        for (int i = 0; i < 5 && ignored < 4; i++) {
            Thread.sleep(2000);
            ignored = daemon(status(), "n3", "nfcapd")
                    .path("counters")
                    .path("ignored")
                    .asLong();
        }
        assertThat(ignored).isEqualTo(4);
        assertThat(lab.onNode("n3", "nfdump -q -o line -R /var/tmp/overtap-*-n3/collector/flows 'ip 6.6.6.6'"))
                .doesNotContain("6.6.6.6");
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(lab.onNode(
                            node,
                            "for f in /var/tmp/overtap-*-" + node + "/*/pid; do read pid start <$f;"
                                    + " tr '\\0' '\\n' </proc/$pid/environ; done"))
                    .as(node)
                    .doesNotContain("SUDO")
                    .doesNotContain("SSH_")
                    .doesNotContain("USER=");
        }
        assertThat(lab.onNode(
                                "n3",
                                "stat -c %U /var/tmp/overtap-*-n3/collector/flows/n1;"
                                        + " set -- $(cat /var/tmp/overtap-*-n3/collector/pid); stat -c %U /proc/$1")
                        .strip()
                        .split("\n"))
                .hasSize(2)
                .doesNotContain("root");
        assertThat(lab.onNode("n1", "set -- $(cat /var/tmp/overtap-*-n1/probe-*/pid); grep CapBnd /proc/$1/status"))
                .as("net_admin and net_raw")
                .contains("0000000000003000");
    }

    @Case("A3")
    void aProbeWhoseFolderWasRemovedIsShownAndEnded() throws Exception {
        deploy(2);
        lab.onNode("n1", "rm -rf /var/tmp/overtap-*-n1");
        assertThat(daemon(status(), "n1", "pmacctd").path("state").asText()).isEqualTo("stray");
        assertThat(lab.onNode("n1", "pgrep -c pmacctd").strip()).isNotEqualTo("0");
        Live.Ended teardown = lab.overtap("teardown", "--discard-data");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(teardown.out()).contains("0 leftovers", "2 processes of it ran on");
        assertThat(lab.onNode("n1", "ls -l /proc/[0-9]*/cwd | grep -c overtap-.*-n1/")
                        .strip())
                .isEqualTo("0");
    }

    @Case("C2 E1")
    void aRenamedInterfaceIsPlannedUnderItsOwnNameAndAProbeWithoutLoopbackMakesDo() throws Exception {
        rename("n1", "eth1", "exp7");
        lab.onNode("n2", "ip link set lo down");
        try {
            Live.Ended plan = lab.overtap("plan", "--format", "json");
            assertThat(LiveLab.json(plan).path("probes").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("exp7", "eth1");
            deploy(2);
            requireAllSeen();
            assertThat(lab.onNode("n1", PIPE)).contains("plugin_pipe_zmq: true", "profile: micro");
            assertThat(lab.onNode("n2", PIPE)).isBlank();
        } finally {
            lab.onNode("n2", "ip link set lo up");
            rename("n1", "exp7", "eth1");
        }
    }

    private static void rename(String node, String from, String to) {
        lab.onNode(
                node,
                "ip link set " + from + " down; ip link set " + from + " name " + to + "; ip link set " + to + " up");
    }
}
