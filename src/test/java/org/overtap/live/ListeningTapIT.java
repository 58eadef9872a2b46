package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.JsonDocument;

/** Taps that are one more member, on a site whose switch floods without telling. */
@Tag("live")
class ListeningTapIT {
    private static final String LAB = "ears";
    private static final String SOURCE = "emulab:overtap/ears";
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            foreach name {a b c} { set $name [$ns node] }
            set wire [$ns duplex-link $a $b 100Mb 0ms DropTail]
            set hub [$ns make-lan "$a $b $c" 100Mb 0ms]
            $ns run
            """;

    @TempDir
    static Path home;

    @BeforeAll
    static void labUp() throws IOException {
        Live.require();
        Live.overtap(home, "lab", "down", LAB);
        Path script = Files.writeString(home.resolve("experiment.ns"), SCRIPT);
        Live.Ended up = Live.overtap(
                home,
                "lab",
                "up",
                script.toString(),
                "--name",
                LAB,
                "--experiment",
                "overtap/ears",
                "--flooding",
                "wire,hub");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterAll
    static void labDown() {
        Live.overtap(home, "lab", "down", LAB);
    }

    private static Live.Ended overtap(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, SOURCE, "--profile", LAB));
        args.addAll(Arrays.asList(more));
        return Live.inLab(home, LAB, args.toArray(String[]::new));
    }

    private static JsonNode json(Live.Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.err()).isZero();
        return JsonDocument.mapper().readTree(ended.out());
    }

    @Test
    void whatSomebodyVouchesForIsSeenByOneMemberMoreAndTheScriptComesBack() throws Exception {
        Live.Ended unvouched = overtap("plan", "--mode", "heavyweight", "--tap", "lan", "--flooding", "hub");
        assertThat(unvouched.code()).isEqualTo(2);
        assertThat(unvouched.err()).contains("a node on wire would see nothing", "--flooding wire");

        JsonNode ran = json(overtap(
                "run",
                "--mode",
                "heavyweight",
                "--tap",
                "lan",
                "--flooding",
                "wire,hub",
                "--yes",
                "--idle-timeout",
                "3",
                "--rotate",
                "2",
                "--format",
                "json"));
        assertThat(ran.path("verify").path("conversations").asInt()).isEqualTo(4);
        assertThat(ran.path("verify").path("exactlyOnce").asInt()).isEqualTo(4);
        assertThat(ran.path("plan").path("probes").findValuesAsText("node")).containsExactly("tap-hub", "tap-wire");
        assertThat(ran.path("plan").path("extra").path("taps").asInt()).isEqualTo(2);
        assertThat(ran.path("plan").path("segments").findValuesAsText("medium")).containsOnly("flooding");

        JsonNode topology = json(overtap("topology", "--format", "json"));
        assertThat(topology.path("nodes").findValuesAsText("role"))
                .containsExactly("host", "host", "host", "tap", "tap");

        JsonNode teardown = json(overtap("teardown", "--discard-data", "--format", "json"));
        assertThat(teardown.path("scriptRestored").asBoolean()).isTrue();
        assertThat(teardown.path("leftovers").asInt()).isZero();
        assertThat(json(overtap("topology", "--format", "json")).path("nodes")).hasSize(3);
    }
}
