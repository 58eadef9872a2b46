package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.BossClient;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;

/** A lab of a script of today, with a mistake in its addresses, whose links and nodes are changed while it runs. */
@Tag("live")
@Order(13)
class LabCasesIT {
    private static final String LAB = "labcases";
    private static final String SCRIPT = """
            set ns [new Simulator]
            source tb_compat.tcl
            set p [$ns node]
            set q [$ns node]
            set r [$ns node]
            tb-set-node-os $p UBUNTU22-64-STD
            tb-set-node-os $q emulab-ops/UBUNTU20-64-STD:3
            tb-set-hardware $q d430
            tb-set-node-memory-size $p 2048
            set slow [$ns duplex-link $p $q 20Mb 10ms DropTail]
            set torn [$ns duplex-link $q $r 100Mb 0ms DropTail]
            tb-set-ip-link $q $torn 10.7.1.1
            tb-set-ip-link $r $torn 10.7.9.1
            tb-add-ip-alias-link $p $slow 10.1.1.77
            tb-set-node-startcmd $p "echo started >>/var/tmp/starts"
            $ns rtproto Static
            $ns run
            """;

    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() throws Exception {
        Path script = Files.writeString(home.resolve("experiment.ns"), SCRIPT);
        lab = LiveLab.up(home, LAB, "testproj/exp1", script.toString());
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String boss(String method, String members) throws Exception {
        return new BossClient(LAB, LabFolder.of(new LabName(LAB))).call(method, members);
    }

    private static void linkChange(String method, String... parameters) throws Exception {
        StringBuilder struct = new StringBuilder();
        for (String parameter : parameters) {
            String[] pair = parameter.split("=");
            struct.append(BossClient.member(pair[0], pair[1]));
        }
        assertThat(boss(
                        method,
                        BossClient.member("link", "slow") + "<member><name>params</name><value><struct>" + struct
                                + "</struct></value></member>"))
                .contains("<name>code</name>\n<value><int>0</int>");
    }

    @Case("E2 E3 E4")
    void whatIsNotEmulatedIsSaidOnceAndWhichSegmentIsTorn() throws Exception {
        List<String> notes = Lab.standing(LAB).status().orElseThrow().notes();

        assertThat(notes)
                .filteredOn(note -> note.contains("images are not loaded"))
                .hasSize(1)
                .allMatch(note -> note.contains("UBUNTU22-64-STD") && note.contains("emulab-ops/UBUNTU20-64-STD:3"));
        assertThat(notes).filteredOn(note -> note.contains("d430")).hasSize(1);
        assertThat(notes)
                .filteredOn(note -> note.startsWith("on torn q has 10.7.1.1/24, r has 10.7.9.1/24"))
                .hasSize(1);
        assertThat(lab.onNode("p", "ping -c 1 -W 2 -q q >/dev/null && echo reached"))
                .isEqualTo("reached\n");
        assertThat(lab.onNode("q", "ping -c 1 -W 2 -q 10.1.1.77 >/dev/null && echo reached"))
                .isEqualTo("reached\n");
    }

    /** Average of a few, in ms. */
    private static double roundTrip() {
        String out = lab.onNode("p", "ping -c 4 -i 0.2 -q 10.1.1.3");
        return Double.parseDouble(out.substring(out.indexOf("= ") + 2).split("/")[1]);
    }

    /** What arrives within a second and a half while more is sent, in Mbit/s. */
    private static double rate() throws Exception {
        lab.onNode(
                "q",
                "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Listen => 1, LocalPort => 5000, ReuseAddr => 1);"
                        + " fork and exit; alarm 6; $c = $s->accept; 1 while sysread $c, $b, 65536'"
                        + " >/dev/null 2>&1 </dev/null");
        lab.onNode(
                "p",
                "perl -MIO::Socket::INET -e 'fork and exit; alarm 4; $c = IO::Socket::INET->new(\"10.1.1.3:5000\");"
                        + " syswrite $c, \"x\" x 65536 while 1' >/dev/null 2>&1 </dev/null");
        Thread.sleep(1200);
        long before = received();
        long start = System.nanoTime();
        Thread.sleep(1500);
        double mbps = (received() - before) * 8 / ((System.nanoTime() - start) / 1e3);
        Thread.sleep(1500);
        return mbps;
    }

    private static long received() {
        return Long.parseLong(
                lab.onNode("q", "cat /sys/class/net/eth1/statistics/rx_bytes").strip());
    }

    private static List<Double> delaysOfSlow(JsonNode topology) {
        List<Double> delays = new ArrayList<>();
        topology.path("segments").forEach(segment -> {
            if (segment.path("name").asText().equals("slow")) {
                segment.path("members")
                        .forEach(member ->
                                delays.add(member.path("out").path("delayMs").asDouble()));
            }
        });
        return delays;
    }

    @Case("delay_config")
    void aLinkThatIsChangedIsShapedOtherwiseAndTheTopologyTells() throws Exception {
        linkChange("experiment.delay_config", "BANDWIDTH=4000", "DELAY=30");

        assertThat(roundTrip()).isGreaterThanOrEqualTo(60);
        assertThat(rate()).isBetween(1.5, 4.6);
        JsonNode topology = LiveLab.json(lab.overtap("topology", "--format", "json"));
        assertThat(delaysOfSlow(topology)).containsExactly(15.0, 15.0);
        assertThat(topology.toString())
                .contains("is shaped otherwise than the boss tells", "4000 kbit/s")
                .contains("4000");
        assertThat(boss("experiment.info", BossClient.member("aspect", "links")))
                .contains("<int>20000</int>");

        linkChange("experiment.delay_config", "BANDWIDTH=20000", "DELAY=10");
        assertThat(roundTrip()).isBetween(20.0, 55.0);
        assertThat(delaysOfSlow(LiveLab.json(lab.overtap("topology", "--format", "json"))))
                .containsExactly(5.0, 5.0);
    }

    @Case("link_config")
    void aLinkThatIsTakenDownPassesNothingUntilItIsUp() throws Exception {
        linkChange("experiment.link_config", "ENABLE=no");
        assertThat(lab.onNode("p", "ping -c 1 -W 1 -q 10.1.1.3 >/dev/null 2>&1 || echo lost"))
                .isEqualTo("lost\n");

        linkChange("experiment.link_config", "ENABLE=yes");
        assertThat(lab.onNode("p", "ping -c 3 -W 2 -q 10.1.1.3 >/dev/null && echo reached"))
                .isEqualTo("reached\n");
    }

    @Case("node.reboot")
    void aNodeThatIsRebootedHasItsDiskAndNoProcessAndDeployMendsTheOverlay() throws Exception {
        assertThat(lab.quick("deploy").code()).isZero();
        String key = hostKey();
        lab.onNode(
                "p",
                "rm -f /var/tmp/starts; echo kept >/var/tmp/kept; echo lost >/tmp/lost;"
                        + " setsid sleep 4242 </dev/null >/dev/null 2>&1 & ip link set eth1 down; ip link set eth1 name exp1");

        assertThat(boss("node.reboot", BossClient.member("nodes", "pc101 pc104") + BossClient.member("wait", "yes")))
                .contains("<name>code</name>\n<value><int>0</int>", "reboot (pc101): alive and well.");

        assertThat(lab.onNode("p", "cat /var/tmp/kept; ls /tmp; pgrep sleep; pgrep -l 'pmacctd|nfcapd'"))
                .isEqualTo("kept\n");
        assertThat(hostKey()).isEqualTo(key);
        assertThat(lab.onNode("p", "ping -c 3 -W 2 -q 10.1.1.3 >/dev/null && echo reached"))
                .isEqualTo("reached\n");
        assertThat(startedAgain()).isEqualTo("started\n");
        assertThat(roundTrip()).isGreaterThanOrEqualTo(20);

        Live.Ended status = lab.overtap("status");
        assertThat(status.out() + status.err()).contains("dead");
        assertThat(lab.quick("deploy").code()).isZero();
        Live.Ended mended = lab.overtap("status");
        assertThat(mended.out()).as(mended.err()).contains("3 of 3 alive");
        assertThat(lab.overtap("teardown", "--discard-data").code()).isZero();
    }

    private static String hostKey() throws Exception {
        return Live.run(Path.of("/tmp"), Lab.opsCommand(LAB, List.of("ssh-keyscan", "-t", "rsa", "172.30.1.101")))
                .out();
    }

    private static String startedAgain() throws Exception {
        String started = "";
        for (int i = 0; i < 50 && started.isEmpty(); i++) {
            Thread.sleep(100);
            started = lab.onNode("p", "cat /var/tmp/starts 2>/dev/null");
        }
        return started;
    }
}
