package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import org.overtap.topology.file.JsonDocument;

/** Flow files on their way home, where something is in the way. Each case leaves the overlay standing, or none. */
@Tag("live")
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BringHomeCasesIT {
    private static final String COLLECTOR = "n3";
    private static final String FLOWS = "cd /var/tmp/overtap-*/collector/flows/n1 && ";
    private static final int FILES = 7;
    private static final int MEBIBYTES_EACH = 10;

    @TempDir
    static Path home;

    private static LiveLab lab;
    private static boolean deployed;
    private static int folders;

    @BeforeAll
    static void labUp() {
        lab = LiveLab.up(home, "bringhome", "overtap/home", "sample-topologies/three-node-lan/experiment.ns");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static void deploy() {
        if (!deployed) {
            Live.Ended ended = lab.quick("deploy");
            assertThat(ended.code()).as(ended.err()).isZero();
            deployed = true;
        }
    }

    private static Path fresh() {
        folders++;
        return home.resolve("flows" + folders);
    }

    private static Live.Ended collect(Path to) {
        return lab.overtap("collect", "--to", to.toString());
    }

    /** Records of pings, in a file that is closed. */
    private static void pass() throws InterruptedException {
        lab.onNode("n1", "ping -q -c 3 -i 0.2 $(getent hosts n2 | awk '{ print $1 }')");
        for (int tries = 0; tries < 60; tries++) {
            if (lab.onNode(COLLECTOR, FLOWS + "nfdump -q -R . -o line 'proto icmp' 2>/dev/null")
                    .contains("ICMP")) {
                return;
            }
            Thread.sleep(Duration.ofMillis(250).toMillis());
        }
        throw new AssertionError("no record was stored");
    }

    /** Files as large as those of a busy day, closed long ago. */
    private static void storeLarge() {
        lab.onNode(
                COLLECTOR,
                FLOWS + "for i in $(seq " + FILES + "); do head -c " + MEBIBYTES_EACH
                        + "M /dev/urandom >nfcapd.20200101000$i; done");
    }

    private static void removeLarge() {
        lab.onNode(COLLECTOR, FLOWS + "rm -f nfcapd.2020*");
    }

    /** Sums of the closed files in the exporters' folders, by exporter and name. */
    private static Map<String, String> sumsThere(String which) {
        return sums(lab.onNode(COLLECTOR, "cd /var/tmp/overtap-*/collector/flows && sha256sum " + which));
    }

    private static Map<String, String> sumsHere(Path to, String which) {
        Path flows = to.resolve(COLLECTOR).resolve("flows");
        return sums(Live.run(home, List.of("sh", "-c", "cd '" + flows + "' && sha256sum " + which))
                .out());
    }

    private static Map<String, String> sums(String text) {
        Map<String, String> sums = new TreeMap<>();
        text.lines().map(line -> line.split(" +")).forEach(words -> sums.put(words[1], words[0]));
        return sums;
    }

    @Case("C4 C5")
    @Order(1)
    void whatIsCollectedExplainsItself() throws Exception {
        deploy();
        pass();
        Path to = fresh();
        Live.Ended collected = collect(to);
        assertThat(collected.code()).as(collected.err()).isZero();

        JsonNode exporters =
                JsonDocument.mapper().readTree(to.resolve("exporters.json").toFile());
        assertThat(exporters.path("schema").asText()).isEqualTo("overtap/exporters/1");
        assertThat(exporters.path("exporters")).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.path("segment").asText()).isEqualTo("lan0");
            assertThat(entry.path("side").path("sent").asText()).isEqualTo("unshaped");
            assertThat(entry.path("format").asText()).isEqualTo("v9");
            assertThat(entry.path("collector").asText()).isEqualTo(COLLECTOR);
            assertThat(entry.path("folder").asText()).isEqualTo(COLLECTOR);
        });
        JsonNode owners =
                JsonDocument.mapper().readTree(to.resolve("owners.json").toFile());
        assertThat(owners.path("segments").get(0).path("conversations"))
                .hasSize(3)
                .allMatch(owned -> owned.path("owner").hasNonNull("exporter"));
        assertThat(JsonDocument.mapper()
                        .readTree(to.resolve("plan.json").toFile())
                        .path("schema")
                        .asText())
                .isEqualTo("overtap/plan/1");

        List<String> commands = commands(Files.readString(to.resolve("README.txt")));
        assertThat(commands).as("all, an example, one for each exporter").hasSize(4);
        String hint = collected.out().replaceFirst("(?s).*read them with: ([^\\n]*)\\n.*", "$1");
        commands.add(hint);
        for (String command : commands) {
            Live.Ended printed = Live.run(home, List.of("sh", "-c", "cd '" + to + "' && " + command));
            assertThat(printed.code()).as(command).isZero();
            assertThat(printed.out()).as(command).contains("ICMP").doesNotContain("INVALID", "1970-");
        }
        for (JsonNode entry : exporters.path("exporters")) {
            String only = "router ip " + entry.path("address").asText() + " and engine-id "
                    + entry.path("sourceId").asInt();
            String command = commands.stream()
                    .filter(c -> c.contains(only + "'"))
                    .findFirst()
                    .orElseThrow();
            Live.Ended printed =
                    Live.run(home, List.of("sh", "-c", "cd '" + to + "' && " + command + " -q -o 'fmt:%ra|%eng'"));
            assertThat(printed.out().lines().map(line -> line.replace(" ", "")).distinct())
                    .containsExactly(entry.path("address").asText() + "|0/"
                            + entry.path("sourceId").asInt());
        }
    }

    private static List<String> commands(String readMe) {
        return new ArrayList<>(readMe.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("nfdump -"))
                .toList());
    }

    /** More than the heap holds: it never stands in it. */
    @Case("A6")
    @Order(2)
    void aConnectionThatBreaksInTheMiddleOfLargeFilesIsGoneOnWith() throws Exception {
        deploy();
        storeLarge();
        Path to = fresh();
        CompletableFuture<Live.Ended> collecting = CompletableFuture.supplyAsync(() -> collectWith("-Xmx48m", to));
        breakWhenSomeCame(to, collecting);
        Live.Ended collected = collecting.get();
        assertThat(collected.code()).as(collected.err()).isZero();
        Map<String, String> there = sumsThere("n1/nfcapd.2020*");
        assertThat(there).hasSize(FILES);
        assertThat(sumsHere(to, "n1/nfcapd.2020*")).isEqualTo(there);
        assertThat(to.resolve(".incoming")).doesNotExist();

        Path first = to.resolve(COLLECTOR + "/flows/n1/nfcapd.202001010001");
        Object inode = Files.getAttribute(first, "unix:ino");
        Live.Ended again = collect(to);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).containsPattern("MiB\\), \\d+ of them new \\([0-9.]+ (bytes|KiB)\\)");
        assertThat(Files.getAttribute(first, "unix:ino")).isEqualTo(inode);
        removeLarge();
    }

    private static Live.Ended collectWith(String heap, Path to) {
        List<String> words =
                new ArrayList<>(Live.words("collect", lab.source(), "--profile", lab.name(), "--to", to.toString()));
        words.add(1, heap);
        try {
            return Live.run(home, Lab.opsCommand(lab.name(), words));
        } catch (LabException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("long")
    @Order(3)
    void aGibibyteComesThroughAHeapOf64Mebibytes() {
        deploy();
        lab.onNode(COLLECTOR, FLOWS + "head -c 1G /dev/urandom >nfcapd.202001010001");
        Path to = fresh();
        Live.Ended collected = collectWith("-Xmx64m", to);
        assertThat(collected.code()).as(collected.err()).isZero();
        assertThat(sumsHere(to, "n1/nfcapd.2020*")).isEqualTo(sumsThere("n1/nfcapd.2020*"));
        removeLarge();
    }

    /** Ends the SSH server's processes for sessions on the collector's node, not the server. */
    private static void breakWhenSomeCame(Path to, CompletableFuture<Live.Ended> collecting) throws Exception {
        while (!collecting.isDone() && bytes(to) < 1 << 20) {
            Thread.sleep(5);
        }
        lab.onNode(COLLECTOR, "pgrep -f '^sshd: .*@notty' | xargs -r kill");
        assertThat(bytes(to)).as("broken in the middle").isLessThan((long) FILES * MEBIBYTES_EACH << 20);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.mapToLong(path -> path.toFile().isFile() ? path.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Case("A1 A2 A6")
    @Order(4)
    void neitherAGreetingNorAFullDiskCostsARecord() throws Exception {
        String bashrc = "$(getent passwd " + login() + " | cut -d: -f6)/.bashrc";
        lab.onNode(COLLECTOR, "printf 'echo Good morning\\nprintf \"no end of line\"\\n' >" + bashrc);
        try {
            deploy();
            pass();
            Path to = fresh();
            Live.Ended collected = collect(to);
            assertThat(collected.code()).as(collected.err()).isZero();
            assertThat(sumsHere(to, "*/nfcapd.2*")).isNotEmpty();
            storeLarge();
            onADiskThatIsFull();
            teardownBringsAll();
        } finally {
            lab.onNode(COLLECTOR, "rm -f " + bashrc);
        }
    }

    private static void onADiskThatIsFull() throws IOException {
        Path small = Files.createDirectories(fresh());
        String flows = small.resolve("flows").toString();
        assertThat(Live.run(home, List.of("mount", "-t", "tmpfs", "-o", "size=4m", "none", small.toString()))
                        .code())
                .isZero();
        try {
            Live.Ended collected = collect(Path.of(flows));
            assertThat(collected.code()).isEqualTo(1);
            assertThat(collected.err()).contains("nfcapd.20200101000", "No space left on device", "--to");
            Live.Ended teardown = lab.overtap("teardown", "--to", flows);
            deployed = false;
            assertThat(teardown.code()).isEqualTo(1);
            assertThat(teardown.err()).contains("No space left on device", "nothing was removed on " + COLLECTOR);
            assertThat(sumsThere("n1/nfcapd.2020*")).hasSize(FILES);
        } finally {
            Live.run(home, List.of("umount", small.toString()));
        }
    }

    private static String login() {
        return lab.onNode(COLLECTOR, "ls /etc/sudoers.d").strip();
    }

    /** All that is there is here then, and nothing is there. */
    private static void teardownBringsAll() {
        Map<String, String> before = sumsThere("*/nfcapd.2*");
        assertThat(before).isNotEmpty();
        Path to = fresh();
        Live.Ended teardown = lab.overtap("teardown", "--to", to.toString());
        deployed = false;
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(sumsHere(to, "*/nfcapd.2*")).containsAllEntriesOf(before);
        assertThat(lab.onNode(COLLECTOR, "ls /var/tmp")).isBlank();
    }

    @Case("A7")
    @Order(5)
    void aNodeThatWasWipedIsNoCollectedNode() throws Exception {
        deploy();
        lab.onNode(COLLECTOR, "rm -rf /var/tmp/overtap-*");
        Live.Ended collected = collect(fresh());
        assertThat(collected.code()).isEqualTo(1);
        assertThat(collected.err()).contains("nothing was there", COLLECTOR);
        JsonNode state = JsonDocument.mapper().readTree(lab.state().toFile());
        assertThat(state.path("collected").path("all").asBoolean(true)).isFalse();

        Live.Ended teardown = lab.overtap("teardown");
        assertThat(teardown.code()).isEqualTo(1);
        assertThat(teardown.err()).contains("nothing was there", "--discard-data");
        Live.Ended discarding = lab.overtap("teardown", "--discard-data");
        deployed = false;
        assertThat(discarding.code()).as(discarding.err()).isZero();
    }
}
