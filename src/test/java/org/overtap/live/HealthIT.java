package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.Lab;

/**
 * How an overlay fares: what does not arrive, what does and how late, what interfaces count, rounds of fetching, and a disk
 * that gets full. The collector's disk is a small one in memory.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthIT {
    private static final int PAYLOAD = 972;
    private static final int HEADERS = 28;

    /** As long as anything is waited for on a machine that has much else to do. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    /** Datagrams of one flow, one in so many microseconds. */
    private static final String SEND = "perl -MSocket -MTime::HiRes=usleep -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(%d, INADDR_ANY); for (1 .. %d) { send S, \"x\" x " + PAYLOAD
            + ", 0, sockaddr_in(5001, inet_aton(\"%s\")) or die $!; usleep %d }'";

    private static final String TAKE = "perl -MSocket -e 'socket S, PF_INET, SOCK_DGRAM, 17;"
            + " bind S, sockaddr_in(5001, INADDR_ANY); alarm 900; 1 while defined recv S, $b, 9000, 0' >/dev/null 2>&1 &";

    @TempDir
    static Path home;

    private static LiveLab lab;
    private static List<String> pushed;

    @BeforeAll
    static void labUp() {
        Live.requirePrograms("perl", "nft", "nfdump");
        lab = LiveLab.up(home, "health", "overtap/health", "sample-topologies/three-node-lan/experiment.ns");
        lab.onNode("n2", TAKE);
        String control = lab.onNode("n2", "ip -4 -o addr | awk '$2 != \"lo\" && $2 != \"eth1\" { print $4; exit }'")
                .strip()
                .replaceFirst("/.*", "");
        lab.onNode(
                "n3",
                "mount -t tmpfs -o size=90m tmpfs /var/tmp; nft add table ip stop;"
                        + " nft add chain ip stop in '{ type filter hook input priority 0; }';"
                        + " nft add rule ip stop in ip saddr " + control + " udp dport 9995 drop");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.overtap("teardown", "--discard-data");
            lab.close();
        }
    }

    private static void send(int port, int count) {
        assertThat(lab.onNode("n1", SEND.formatted(port, count, "n2", 100) + "; echo $?"))
                .isEqualTo("0\n");
    }

    private static JsonNode status(int code) throws Exception {
        return status(code, told -> true);
    }

    /** What status says as soon as it says that, with that exit code. */
    private static JsonNode status(int code, Predicate<JsonNode> told) throws Exception {
        Instant latest = Instant.now().plus(LONGEST);
        while (true) {
            Live.Ended ended = lab.overtap("status", "--format", "json");
            if (ended.code() == code && told.test(LiveLab.json(ended))) {
                return LiveLab.json(ended);
            }
            assertThat(Instant.now())
                    .as(ended.code() + " " + ended.out() + ended.err())
                    .isBefore(latest);
            Thread.sleep(300);
        }
    }

    private static JsonNode of(JsonNode list, String node) {
        for (JsonNode one : list) {
            if (one.path("node").asText().equals(node)) {
                return one;
            }
        }
        throw new AssertionError(node + " is not in " + list);
    }

    private static void deploy(String... more) {
        List<String> words =
                new ArrayList<>(List.of("--yes", "--idle-timeout", "1", "--active-timeout", "4", "--rotate", "2"));
        words.addAll(List.of(more));
        done(lab.overtap("deploy", words.toArray(String[]::new)));
    }

    private static void done(Live.Ended ended) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    /** pmacctd only warns of it, and would measure all that passes, what it sends itself included. */
    @Test
    @Order(0)
    void aFilterThatIsNotUnderstoodIsRefusedAndNothingStays() {
        Live.Ended ended = lab.quick("deploy", "--filter", "tcp and and udp");
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains("can't parse filter expression", "stopped and removed");
        assertThat(lab.overtap("status").code()).isEqualTo(2);
    }

    @Test
    @Order(1)
    void whatGetsThroughAndWhatDoesNotArriveIsSaid() throws Exception {
        deploy("--min-free", "70M");
        send(6001, 20);
        JsonNode status = status(
                0,
                told -> of(told.path("probes"), "n1").path("received").asLong() >= 20
                        && of(told.path("probes"), "n2").path("received").asLong() >= 20
                        && of(told.path("probes"), "n1").path("latency").isObject()
                        && of(told.path("probes"), "n2").path("stops").isTextual());
        JsonNode through = of(status.path("probes"), "n1");
        assertThat(through.path("exported").isNull())
                .as("nfprobe does not tell")
                .isTrue();
        assertThat(through.path("gaps").isNumber()).isTrue();
        assertThat(through.path("stored").asLong()).isPositive();
        assertThat(through.path("stops").asText()).isEqualTo("nowhere");
        assertThat(through.path("latency").path("medianMillis").asLong(-1))
                .as("idle 1 s, a scan, rotation 2 s, and what a machine takes that does other things too")
                .isBetween(0L, LONGEST.toMillis());
        JsonNode filtered = of(status.path("probes"), "n2");
        assertThat(filtered.path("stored").asLong(-1)).isZero();
        assertThat(filtered.path("stops").asText()).isEqualTo("doesNotArrive");
        for (JsonNode node : status.path("nodes")) {
            assertThat(Math.abs(node.path("clockMillis").asLong(9999))).isLessThan(1000);
            assertThat(node.path("cpu").asDouble(-1)).isBetween(0.0, 1.0);
            assertThat(node.path("memoryFree").asLong()).isPositive();
            assertThat(node.path("diskFree").asLong()).isPositive();
        }
        assertThat(of(status.path("nodes"), "n3").path("disk").asLong()).isEqualTo(90L << 20);
    }

    @Test
    @Order(2)
    void withoutSendingAnythingItIsSeenWhichInterfaceCountedMoreThanIsRecorded() throws Exception {
        // All of it passes within that time: of what reaches beyond it less can be told.
        Live.Ended ended =
                whileItCounts(() -> assertThat(lab.onNode("n1", SEND.formatted(6003, 900, "n2", 1000) + "; echo $?"))
                        .isEqualTo("0\n"));
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(3);
        JsonNode interfaces = LiveLab.json(ended).path("interfaces");
        JsonNode through = of(interfaces, "n1");
        assertThat(through.path("counted").asLong()).isGreaterThan(300L * (PAYLOAD + HEADERS));
        assertThat(through.path("verdict").asText()).as(through.toString()).isEqualTo("within");
        assertThat(through.path("offloads").isArray()).isTrue();
        assertThat(of(interfaces, "n2").path("recorded").asLong(-1)).isZero();
        assertThat(of(interfaces, "n2").path("verdict").asText()).isEqualTo("differs");
    }

    /** Verifies passively for 15 s, and does that as soon as it has begun to count. */
    private static Live.Ended whileItCounts(Runnable work) throws Exception {
        Path out = home.resolve("passive.out");
        Path err = home.resolve("passive.err");
        ProcessBuilder builder = new ProcessBuilder(Lab.opsCommand(
                        lab.name(),
                        Live.words(
                                "verify",
                                lab.source(),
                                "--profile",
                                lab.name(),
                                "--passive",
                                "--for",
                                "15s",
                                "--format",
                                "json")))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Live.places(home));
        Process verify = builder.start();
        try {
            Instant latest = Instant.now().plus(LONGEST);
            while (!Files.readString(err).contains("count what passes")) {
                assertThat(Instant.now()).as(Files.readString(err)).isBefore(latest);
                Thread.sleep(50);
            }
            work.run();
            assertThat(verify.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(err))
                    .isTrue();
        } finally {
            verify.destroy();
        }
        return new Live.Ended(verify.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Path flows() {
        return home.resolve("flows");
    }

    /** What comes while it is fetched, four flows, two a second; and what of it was not closed yet. */
    private static List<String> fetched(int port) throws Exception {
        StringBuilder sends = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            sends.append(SEND.formatted(port + i, 40 + i, "n2", 100)).append("; sleep 0.5; ");
        }
        lab.onNode("n1", "(" + sends + ") >/dev/null 2>&1 &");
        Live.Ended rounds =
                lab.overtap("collect", "--every", "2s", "--for", "10s", "--to", flows().toString(), "--format", "json");
        done(rounds);
        assertThat(rounds.out().lines().count()).as(rounds.out()).isGreaterThan(1);
        Instant latest = Instant.now().plus(LONGEST);
        List<String> told = told(port, flows().toString());
        while (!told.equals(sent()) && Instant.now().isBefore(latest)) {
            Thread.sleep(500);
            done(lab.overtap("collect", "--to", flows().toString()));
            told = told(port, flows().toString());
        }
        return told;
    }

    /** For each of those flows the last digit of its port, its packets and its bytes. */
    private static List<String> told(int port, String from) {
        Live.Ended ended = Live.overtap(
                home,
                "flows",
                from,
                "-s",
                "srcport",
                "-n",
                "0",
                "--filter",
                "src port > " + port + " and src port < " + (port + 9),
                "--format",
                "csv");
        done(ended);
        return ended.out()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> Integer.parseInt(cells[0]) - port + " " + cells[2] + " " + cells[3])
                .sorted()
                .toList();
    }

    private static List<String> sent() {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i + " " + (40 + i) + " " + (40 + i) * (PAYLOAD + HEADERS))
                .toList();
    }

    @Test
    @Order(3)
    void whatIsFetchedInRoundsIsWhatWasPushed() throws Exception {
        pushed = fetched(6100);
        assertThat(pushed).isEqualTo(sent());
    }

    @Test
    @Order(4)
    void aGuardEndsTheCollectorBeforeItsDiskIsFull() throws Exception {
        lab.onNode("n3", "head -c 40m /dev/zero >/var/tmp/fill");
        JsonNode status =
                status(3, told -> of(told.path("nodes"), "n3").path("stopped").isObject());
        JsonNode stopped = of(status.path("nodes"), "n3").path("stopped");
        assertThat(stopped.path("least").asLong()).isEqualTo(70L << 20);
        assertThat(stopped.path("free").asLong()).isLessThan(70L << 20);
        JsonNode probe = of(status.path("probes"), "n1");
        assertThat(probe.path("stops").asText()).isEqualTo("doesNotArrive");
        assertThat(probe.path("why").asText()).contains("n3 was ended by its guard");
        assertThat(lab.onNode("n3", "find /var/tmp -name 'nfcapd.current*' | wc -l")
                        .strip())
                .as("ended cleanly")
                .isEqualTo("0");
        lab.onNode("n3", "rm /var/tmp/fill");
    }

    /** As it is done where the control network is scarce: nothing is pushed. */
    @Test
    @Order(5)
    void whatIsStoredWhereItIsMeasuredAndFetchedIsTheSameAsPushed() throws Exception {
        deploy("--probe", "pmacctd-print");
        assertThat(status(0).path("collectors")).isEmpty();
        assertThat(fetched(6200)).isEqualTo(sent()).isEqualTo(pushed);
        assertThat(of(status(0).path("probes"), "n1").path("stops").asText()).isEqualTo("nowhere");
    }

    /** It starts, it runs, and what passes is not what it is to measure. */
    @Test
    @Order(6)
    void aProbeThatSeesNothingOfWhatPassesIsTold() throws Exception {
        deploy("--filter", "udp port 9");
        long before = passed();
        send(6301, 200);
        assertThat(passed() - before).isGreaterThanOrEqualTo(200);
        JsonNode probe = of(status(0).path("probes"), "n1");
        assertThat(probe.path("state").asText()).isEqualTo("alive");
        assertThat(probe.path("received").asLong(-1)).isZero();
        assertThat(probe.path("stops").asText()).isEqualTo("seesNothing");
        assertThat(probe.path("why").asText()).contains("udp port 9");
        assertThat(lab.overtap("status").out())
                .contains("n1 eth1: its data stops before it: no packet that its filter lets pass (udp port 9)"
                        + " reached its capture since it was started");
    }

    /** Who insists on it gets it, and is told what becomes of a quiet link. */
    @Test
    @Order(7)
    void aProbeThatProcessesNothingOfWhatItCapturesIsTold() throws Exception {
        Live.requirePrograms("softflowd", "softflowctl");
        Files.createDirectories(Path.of("/run/softflowd/chroot"));
        deploy("--probe", "softflowd", "--insist");
        send(6401, 20);
        JsonNode probe = of(
                status(0, told -> of(told.path("probes"), "n1").path("received").asLong() >= 20)
                        .path("probes"),
                "n1");
        assertThat(probe.path("processed").asLong(-1)).isZero();
        assertThat(probe.path("stops").asText()).isEqualTo("processesNothing");
        assertThat(lab.overtap("status").out()).contains("n1 eth1: its data stops in it: ", "it is blind");
    }

    /** Packets that the first node's interface sent. */
    private static long passed() {
        return Long.parseLong(lab.onNode("n1", "cat /sys/class/net/eth1/statistics/tx_packets")
                .strip());
    }

    @Test
    @Order(8)
    void nothingIsLeftOfIt() {
        Live.Ended ended = lab.overtap("teardown", "--to", flows().toString());
        done(ended);
        assertThat(ended.out()).contains("0 left");
        assertThat(lab.onNode("n3", "ls /var/tmp; grep -l m[i]n-free /proc/[0-9]*/cmdline 2>/dev/null"))
                .isEmpty();
    }
}
