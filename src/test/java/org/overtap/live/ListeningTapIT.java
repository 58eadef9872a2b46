package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taps that are one more member, on a site whose switch floods without telling. */
@Tag("live")
class ListeningTapIT {
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

    private static LiveLab lab;

    @BeforeAll
    static void labUp() throws IOException {
        Path file = Files.writeString(home.resolve("experiment.ns"), SCRIPT);
        lab = LiveLab.up(home, "ears", "testproj/exp1", file.toString(), "--flooding", "wire,hub");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static JsonNode json(Live.Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.err()).isZero();
        return LiveLab.json(ended);
    }

    @Test
    void whatSomebodyVouchesForIsSeenByOneMemberMoreAndTheScriptComesBack() throws Exception {
        Live.Ended unvouched = lab.overtap("plan", "--mode", "heavyweight", "--tap", "lan", "--flooding", "hub");
        assertThat(unvouched.code()).isEqualTo(2);
        assertThat(unvouched.err()).contains("a node on wire would see nothing", "--flooding wire");

        JsonNode ran = json(lab.quick(
                "run", "--mode", "heavyweight", "--tap", "lan", "--flooding", "wire,hub", "--format", "json"));
        assertThat(ran.path("verify").path("conversations").asInt()).isEqualTo(4);
        assertThat(ran.path("verify").path("exactlyOnce").asInt()).isEqualTo(4);
        assertThat(ran.path("plan").path("probes").findValuesAsText("node")).containsExactly("tap-hub", "tap-wire");
        assertThat(ran.path("plan").path("extra").path("taps").asInt()).isEqualTo(2);
        assertThat(ran.path("plan").path("segments").findValuesAsText("medium")).containsOnly("flooding");

        JsonNode topology = json(lab.overtap("topology", "--format", "json"));
        assertThat(topology.path("nodes").findValuesAsText("role"))
                .containsExactly("host", "host", "host", "tap", "tap");

        JsonNode teardown = json(lab.overtap("teardown", "--discard-data", "--format", "json"));
        assertThat(teardown.path("scriptRestored").asBoolean()).isTrue();
        assertThat(teardown.path("leftovers").asInt()).isZero();
        assertThat(lab.script()).isEqualTo(SCRIPT);
        assertThat(lab.nodes()).containsExactly("a", "b", "c");
    }
}
