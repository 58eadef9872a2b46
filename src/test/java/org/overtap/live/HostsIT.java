package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.file.JsonDocument;

/** The whole sentence on hosts without a control plane, which share one disk and one process table. */
@Tag("live")
@Order(11)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostsIT {
    private static final Path DISK = Path.of("/var/tmp");

    @TempDir
    static Path home;

    private static NamespaceHosts hosts;
    private static Map<String, List<String>> running;

    @BeforeAll
    static void hostsUp() throws Exception {
        hosts = NamespaceHosts.up(home, "ovthosts-");
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.close();
        }
    }

    /** Every deployment's folders on the one disk. */
    private static Set<String> folders() throws IOException {
        try (Stream<Path> all = Files.list(DISK)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("overtap-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The nodes that have a folder of their own there, by the ends of its name. */
    private static Set<String> nodesWithFolders() throws IOException {
        // Other classes' hosts have the same names and the same disk.
        String own = "overtap-" + deployment() + "-";
        return folders().stream()
                .filter(name -> name.contains(own))
                .map(name -> name.substring(name.lastIndexOf('-') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The id that all that it made is named after. */
    private static String deployment() throws IOException {
        try (Stream<Path> states = Files.list(home.resolve("state/overtap"))) {
            Path state = states.filter(path -> path.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return JsonDocument.mapper().readTree(state.toFile()).path("id").asText();
        }
    }

    private static void requireAllSeenOnce(JsonNode verify) {
        assertThat(verify.path("conversations").asInt()).isEqualTo(5);
        assertThat(verify.path("observed").asInt()).isEqualTo(5);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(5);
        assertThat(verify.path("missing")).isEmpty();
    }

    @Test
    @Order(1)
    void segmentsAreFoundByAskingAndOneSubnetOnTwoWiresIsTwo() throws Exception {
        Live.Ended ended = hosts.overtap("topology", hosts.six(), "--format", "json");
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode topology = LiveLab.json(ended);
        assertThat(topology.path("segments").findValuesAsText("name"))
                .filteredOn(name -> !name.startsWith("eth"))
                .containsExactly("b-d", "c-d", "e-f", "lan-10.1.1.0");
        assertThat(topology.path("segments").get(3).path("members").findValuesAsText("node"))
                .containsExactly("a", "b", "c");
        assertThat(topology.path("findings").findValuesAsText("text"))
                .anyMatch(text -> text.contains("2 segments that do not reach each other"))
                .anyMatch(text -> text.contains("share one disk"));
    }

    @Test
    @Order(2)
    void oneHostUnderTwoNamesAndAListThatIsWrongAreRefused() throws Exception {
        Live.Ended twice = hosts.overtap("topology", "hosts:netns:ovthosts-e,netns:ovthosts-f,netns:ovthosts-e");
        assertThat(twice.code()).isEqualTo(2);
        Path list = Files.writeString(
                home.resolve("twice.yaml"),
                "- {name: x, host: %s, user: root, key: login}\n- {name: y, netns: ovthosts-a}\n"
                        .formatted(NamespaceHosts.control("a")));
        Live.Ended same = hosts.overtap("topology", "hosts:" + list);
        assertThat(same.code()).isEqualTo(1);
        assertThat(same.err()).contains("x (", "y (", "one and the same host");
        Path wrong = Files.writeString(home.resolve("wrong.yaml"), "- a\n- {host: b, port: none}\n");
        Live.Ended told = hosts.overtap("topology", "hosts:" + wrong);
        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains(wrong + ":2:19: 'none' is no port");
    }

    @Test
    @Order(3)
    void runDeploysAndProvesEverything() throws Exception {
        Live.Ended run = hosts.quick("run", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        requireAllSeenOnce(LiveLab.json(run).path("verify"));
        running = hosts.processes();
        assertThat(nodesWithFolders()).isEqualTo(running.keySet()).hasSizeGreaterThan(2);
    }

    @Test
    @Order(4)
    void recordsAreToldApartByWhoSentThem() throws Exception {
        Path flows = home.resolve("flows");
        Live.Ended collect = hosts.overtap("collect", hosts.four(), "--to", flows.toString());
        assertThat(collect.code()).as(collect.err()).isZero();
        Set<String> exporters = new TreeSet<>();
        try (Stream<Path> files = Files.walk(flows)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Live.run(home, List.of("nfdump", "-q", "-r", file.toString(), "-o", "fmt:%ra"))
                        .out()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[0-9.]+"))
                        .forEach(exporters::add);
            }
        }
        Set<String> probing = running.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(line -> line.contains("pmacctd")))
                .map(entry -> NamespaceHosts.control(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exporters).isEqualTo(probing).hasSizeGreaterThan(1);
    }

    /** On one disk and in one process table, stopping what one host has must not touch what another has. */
    @Test
    @Order(5)
    void aHostThatDropsOutTakesNothingOfTheOthersAlong() throws Exception {
        String collecting = hostThatRuns("nfcapd");
        String dropped = running.keySet().stream()
                .filter(node -> !node.equals(collecting))
                .findFirst()
                .orElseThrow();
        Live.Ended again = hosts.quick("deploy", "--exclude", dropped);
        assertThat(again.code()).as(again.err()).isZero();
        Map<String, List<String>> now = hosts.processes();
        assertThat(now).doesNotContainKey(dropped);
        assertThat(programs(now.get(collecting)))
                .as("what it has is started anew where its list of exporters is another, and nothing is missing")
                .containsAll(programs(running.get(collecting)));
        assertThat(nodesWithFolders()).containsAll(now.keySet());
    }

    /** Their names, without the pids. */
    private static List<String> programs(List<String> processes) {
        return processes.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .sorted()
                .toList();
    }

    private static String hostThatRuns(String program) {
        return running.keySet().stream()
                .filter(node -> running.get(node).stream().anyMatch(line -> line.endsWith(" " + program)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(6)
    void teardownLeavesNothing() throws Exception {
        Set<String> own = folders();
        String prefix = "overtap-" + deployment() + "-";
        own.removeIf(folder -> !folder.startsWith(prefix));
        assertThat(own).isNotEmpty();
        Live.Ended teardown = hosts.overtap("teardown", hosts.four(), "--discard-data");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(hosts.processes()).isEmpty();
        assertThat(folders()).doesNotContainAnyElementsOf(own);
        try (Stream<Path> states = Files.list(home.resolve("state/overtap"))) {
            assertThat(states.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".json"));
        }
    }
}
