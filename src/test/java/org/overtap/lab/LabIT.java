package org.overtap.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.live.Live;
import org.overtap.live.Live.Ended;

/** A real lab: entered by SSH, shaped, asked over TLS, changed, and gone without a trace. */
@Tag("live")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabIT {
    private static final String LAB = "labit";
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            set n1 [$ns node]
            set n2 [$ns node]
            set n3 [$ns node]
            set r [$ns node]
            set lan0 [$ns make-lan "$n1 $n2 $n3" 100Mb 0ms]
            set slow [$ns duplex-link $n1 $r 20Mb 20ms DropTail]
            $ns rtproto Static
            $ns run
            """;
    private static final LabFolder FOLDER = LabFolder.of(new LabName(LAB));

    @BeforeAll
    static void up() throws LabException {
        Live.require();
        LabTraces.removeLeft(LAB);
        Lab.up(LabSpec.of(LAB, "testproj", "exp1", SCRIPT), line -> {});
    }

    /** Whatever happened before: afterwards nothing is left. */
    @AfterAll
    static void downLeavesNothing() throws Exception {
        if (Lab.names().contains(LAB)) {
            Lab.down(LAB);
        }
        assertThat(LabTraces.of(LAB)).isEmpty();
    }

    private static Ended ssh(String address, String command) throws LabException {
        return Live.run(
                Path.of("/tmp"),
                Lab.opsCommand(
                        LAB,
                        List.of(
                                "ssh",
                                "-i",
                                FOLDER.sshKey().toString(),
                                "-o",
                                "BatchMode=yes",
                                "-o",
                                "StrictHostKeyChecking=no",
                                "-o",
                                "UserKnownHostsFile=/dev/null",
                                LabSpec.USER + "@" + address,
                                command)));
    }

    private static Ended on(String node, String script) {
        return Live.onNode(LAB, node, "sh", "-c", script);
    }

    private static String boss(String method, String members) throws LabException, IOException {
        return new BossClient(LAB, FOLDER).call(method, members);
    }

    @Test
    @Order(1)
    void anOrdinaryUserLogsInAndMayBecomeRoot() throws LabException {
        Ended ended = ssh("172.30.1.101", "id -un; sudo -n id -un; hostname; cat /var/emulab/boot/nickname");
        assertThat(ended.out()).as(ended.err()).isEqualTo("experimenter\nroot\nn1.exp1.testproj\nn1.exp1.testproj\n");
    }

    @Test
    @Order(2)
    void machinesSeeNeitherTheLabNorOneAnother() {
        String seen = on("n1", "ls -A " + LabFolder.root() + " /root /home /tmp 2>&1; ls /proc | grep -c '^[0-9]'")
                .out();
        assertThat(seen).contains("cannot access").doesNotContain(LAB);
        assertThat(seen.lines()
                        .reduce((first, last) -> last)
                        .map(Integer::valueOf)
                        .orElseThrow())
                .isLessThan(10);
    }

    @Test
    @Order(3)
    void aNodeReachesWhatIsBehindARouter() {
        assertThat(on("n2", "ping -c 3 -i 0.2 -q r").out()).contains(" 0% packet loss");
    }

    @Test
    @Order(4)
    void theShapedLinkPassesItsRateAndNoMore() throws Exception {
        on(
                "r",
                "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(Listen => 1, LocalPort => 5000);"
                        + " fork and exit; $c = $s->accept; 1 while sysread $c, $b, 65536' >/dev/null 2>&1 </dev/null");
        on(
                "n1",
                "perl -MIO::Socket::INET -e 'fork and exit; $c = IO::Socket::INET->new(\"10.1.1.3:5000\");"
                        + " alarm 6; syswrite $c, \"x\" x 65536 while 1' >/dev/null 2>&1 </dev/null");
        Thread.sleep(1500);
        long before = received();
        long start = System.nanoTime();
        Thread.sleep(2500);
        double mbps = (received() - before) * 8 / ((System.nanoTime() - start) / 1e3);
        assertThat(mbps).isBetween(10.0, 22.0);
    }

    private static long received() {
        return Long.parseLong(
                on("r", "cat /sys/class/net/eth1/statistics/rx_bytes").out().strip());
    }

    @Test
    @Order(5)
    void delayIsThereForWhoPings() {
        String out = on("n1", "ping -c 5 -i 0.2 -q r").out();
        double average = Double.parseDouble(out.substring(out.indexOf("= ") + 2).split("/")[1]);
        assertThat(average).isGreaterThanOrEqualTo(40.0);
    }

    @Test
    @Order(6)
    void theShaperTellsWhichLinkItCarries() throws LabException {
        String mapping =
                ssh("172.30.1.105", "cat /var/emulab/boot/delay_mapping").out();
        assertThat(mapping).isEqualTo("slow duplex n1 r eth1 eth2 110 120\n");
    }

    @Test
    @Order(7)
    void theBossAnswersOnlyWithACertificate() throws Exception {
        assertThat(boss("experiment.state", "")).contains("<string>active</string>");
        assertThat(new BossClient(LAB, FOLDER).callWithoutCertificate("experiment.state"))
                .doesNotContain("methodResponse");
    }

    @Test
    @Order(8)
    void theBossDoesNotTellAShapersPorts() throws Exception {
        assertThat(boss("experiment.info", BossClient.member("aspect", "physical")))
                .contains("172.30.1.105")
                .doesNotContain("020c00690001");
    }

    @Test
    @Order(9)
    void theHostKeyOfTheBossIsTheOneAMachineShows() throws Exception {
        String shown = Live.run(
                        Path.of("/tmp"), Lab.opsCommand(LAB, List.of("ssh-keyscan", "-t", "rsa", "172.30.1.102")))
                .out();
        String key = shown.strip().split(" ")[2];
        assertThat(boss("node.hostkeys", BossClient.member("node", "pc102"))).contains(key);
    }

    @Test
    @Order(10)
    void aDaemonThatWasKilledIsNoZombie() throws Exception {
        ssh("172.30.1.102", "setsid sleep 4242 </dev/null >/dev/null 2>&1 & echo started");
        on("n2", "kill -9 $(pgrep -x sleep)");
        Thread.sleep(300);
        assertThat(on("n2", "ps -eo stat,comm").out()).doesNotContain("Z").doesNotContain("sleep");
    }

    @Test
    @Order(11)
    void aModifyGivesFreshDisksAndWhatTheNewScriptAsksFor() throws Exception {
        on("n3", "echo data >/local/kept");
        String script =
                SCRIPT.replace("set lan0", "set extra [$ns node]\nset lan0").replace("$n3\"", "$n3 $extra\"");
        String answer =
                boss("experiment.modify", BossClient.member("nsfilestr", script) + BossClient.member("wait", "yes"));
        assertThat(answer).contains("<name>code</name>\n<value><int>0</int>");
        assertThat(on("extra", "hostname").out()).isEqualTo("extra.exp1.testproj\n");
        assertThat(on("n3", "ls /local").out()).doesNotContain("kept");
        assertThat(on("n2", "ping -c 1 -q extra").code()).isZero();
    }

    @Test
    @Order(12)
    void aReplacedNodeIsAnotherMachineWithAnotherKey() throws Exception {
        String before = boss("node.hostkeys", BossClient.member("node", "pc102"));
        assertThat(Live.overtap(Path.of("/tmp"), "lab", "fault", LAB, "--replace", "n2")
                        .code())
                .isZero();
        boss("experiment.modify", BossClient.member("wait", "yes"));
        String mapping = boss("experiment.info", BossClient.member("aspect", "mapping"));
        assertThat(mapping).doesNotContain("<string>pc102</string>");
        assertThat(before).contains("ssh-rsa");
        assertThat(boss("node.hostkeys", BossClient.member("node", "pc102"))).contains("<int>3</int>");
    }

    @Test
    @Order(13)
    void anotherLabStandsBesideIt() throws Exception {
        String other = "labittwo";
        LabTraces.removeLeft(other);
        Lab.up(LabSpec.of(other, "testproj", "exp2", SCRIPT), line -> {});
        Lab.down(other);
        assertThat(LabTraces.of(other)).isEmpty();
        assertThat(boss("experiment.state", "")).contains("active");
        assertThat(Lab.names()).contains(LAB).doesNotContain(other);
        assertThat(Files.exists(FOLDER.certificate())).isTrue();
        assertThat(Set.copyOf(Lab.names())).isNotEmpty();
    }
}
