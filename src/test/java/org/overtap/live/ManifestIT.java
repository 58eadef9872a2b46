package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The whole sentence by a manifest, from a file and from a node, on machines that are entered by SSH alone. */
@Tag("live")
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManifestIT {
    @TempDir
    static Path home;

    private static ManifestLab lab;

    @BeforeAll
    static void labUp() throws Exception {
        lab = ManifestLab.up(home, "ovtmani-");
    }

    @AfterAll
    static void labDown() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended overtap(String command, String... more) {
        List<String> words =
                new ArrayList<>(List.of(command, lab.source(), "--ssh-user", "root", "--ssh-key", lab.key()));
        words.addAll(List.of(more));
        return lab.hosts().overtap(words.toArray(String[]::new));
    }

    private static Live.Ended require(String command, String... more) {
        Live.Ended ended = overtap(command, more);
        assertThat(ended.code()).as(command + "\n" + ended.out() + ended.err()).isZero();
        return ended;
    }

    @Test
    @Order(1)
    void interfacesAreFoundOnTheNodes() throws Exception {
        JsonNode topology = LiveLab.json(require("topology", "--format", "json"));
        assertThat(topology.path("segments").findValuesAsText("name"))
                .filteredOn(name -> !name.startsWith("eth"))
                .containsExactly("lan", "one", "two");
        assertThat(topology.path("segments").findValuesAsText("interface")).allMatch(name -> name.matches("eth[12]"));
        assertThat(topology.path("findings").findValuesAsText("kind")).doesNotContain("warning");
        assertThat(topology.findValuesAsText("control"))
                .containsExactlyInAnyOrder("10.254.78.10", "10.254.78.11", "10.254.78.12", "10.254.78.13");
    }

    @Test
    @Order(2)
    void aNodeTellsTheManifestItself() throws Exception {
        Live.Ended plan = lab.hosts()
                .overtap(
                        "plan",
                        "manifest:root@" + NamespaceHosts.control("a") + ":" + ManifestLab.GENI_PORT,
                        "--ssh-key",
                        lab.key(),
                        "--format",
                        "json");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(LiveLab.json(plan).at("/topology/conversations").asInt()).isEqualTo(5);
        Live.Ended none =
                lab.hosts().overtap("plan", "manifest:root@" + NamespaceHosts.control("b"), "--ssh-key", lab.key());
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("it has no geni-get", "manifest:FILE");
    }

    @Test
    @Order(3)
    void aUserWithoutALoginIsRefusedBeforeAnythingIsAsked() {
        Live.Ended ended = lab.hosts().overtap("deploy", lab.source(), "--yes", "--ssh-user", "nobody");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("has no login for nobody, only for root, user1");
    }

    @Test
    @Order(4)
    void everyConversationIsSeenOnceAndNothingIsLeft() throws Exception {
        require("deploy", "--yes", "--idle-timeout", "3", "--rotate", "2");
        assertThat(lab.hosts().processes()).isNotEmpty();
        JsonNode verify = LiveLab.json(require("verify", "--format", "json"));
        assertThat(verify.path("conversations").asInt()).isEqualTo(5);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(5);
        assertThat(verify.path("probes")).hasSize(4);
        require("collect", "--to", home.resolve("flows").toString());
        assertThat(flowFiles()).isPositive();
        assertThat(LiveLab.json(require("teardown", "--format", "json"))
                        .path("leftovers")
                        .asInt(-1))
                .isZero();
        assertThat(lab.hosts().processes()).isEmpty();
    }

    private static long flowFiles() throws IOException {
        try (var files = Files.walk(home.resolve("flows"))) {
            return files.filter(path -> path.getFileName().toString().startsWith("nfcapd.2"))
                    .count();
        }
    }
}
