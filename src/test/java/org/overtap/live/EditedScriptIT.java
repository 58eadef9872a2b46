package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The user changes his script on the testbed while an overlay's machines are there. */
@Tag("live")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EditedScriptIT {
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            foreach n {a b} { set $n [$ns node]; tb-set-node-os [set $n] DEBIAN12-64-STD }
            set ab [$ns duplex-link $a $b 100Mb 0ms DropTail]
            $ns run
            """;
    private static final String EDITED = SCRIPT.replace("{a b}", "{a b extra}") + "# mine\n";
    private static final String EDITED_AGAIN = EDITED + "# and mine";

    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() throws Exception {
        Path script = Files.writeString(home.resolve("exp.ns"), SCRIPT);
        lab = LiveLab.up(home, "editedns", "testproj/exp1", script.toString());
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended deploy() {
        return lab.quick("deploy", "--mode", "heavyweight", "--discard-data");
    }

    @Test
    @Order(1)
    void anotherDeployFollowsTheEdit() throws Exception {
        Live.Ended deployed = deploy();
        assertThat(deployed.code()).as(deployed.err()).isZero();
        String rewritten = lab.script();
        assertThat(rewritten).endsWith(SCRIPT).isNotEqualTo(SCRIPT);
        lab.modify(rewritten.replace(SCRIPT, EDITED));

        Live.Ended again = deploy();
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err())
                .contains("was edited", "testproj-exp1-original.ns")
                .doesNotContain("warning");
        assertThat(lab.script()).isEqualTo(rewritten.replace(SCRIPT, EDITED));
    }

    @Test
    @Order(2)
    void teardownKeepsTheEditAndTakesOnlyTheBlockOut() throws Exception {
        lab.modify(lab.script().replace(EDITED, EDITED_AGAIN));

        Live.Ended teardown = lab.overtap("teardown", "--discard-data", "--format", "json");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        JsonNode told = LiveLab.json(teardown);
        assertThat(told.path("scriptRestored").asBoolean()).isTrue();
        assertThat(told.path("scriptEdited").asBoolean()).isTrue();
        assertThat(lab.script()).isEqualTo(EDITED_AGAIN);
        assertThat(Path.of(told.path("scriptKept").asText())).hasContent(EDITED);
        assertThat(lab.state()).doesNotExist();
    }

    @Test
    @Order(3)
    void aBlockThatWasBrokenStopsTeardownBeforeItStopsAnything() throws Exception {
        Live.Ended deployed = deploy();
        assertThat(deployed.code()).as(deployed.err()).isZero();
        String broken = lab.script().replace("proc ovt_changes", "# hm\nproc ovt_changes");
        lab.modify(broken);
        assertThat(deployAgain().code()).isEqualTo(1);
        String state = Files.readString(lab.state());

        Live.Ended refused = lab.overtap("teardown", "--discard-data");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("line 1 ", "--force-original").doesNotContain("clear");
        assertThat(lab.script()).isEqualTo(broken);
        assertThat(lab.state()).hasContent(state);
    }

    private static Live.Ended deployAgain() {
        Live.Ended again = deploy();
        assertThat(again.err()).contains("cannot be rewritten", "line 1 ");
        return again;
    }

    @Test
    @Order(4)
    void theOriginalCanBeForcedBackAndTheBrokenScriptIsKept() throws Exception {
        String broken = lab.script();
        Live.Ended forced = lab.overtap("teardown", "--discard-data", "--force-original", "--format", "json");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(LiveLab.json(forced).path("scriptRestored").asBoolean()).isTrue();
        assertThat(Path.of(LiveLab.json(forced).path("scriptKept").asText())).hasContent(broken);
        assertThat(lab.script()).isEqualTo(EDITED_AGAIN);
        assertThat(lab.nodes()).containsExactlyInAnyOrder("a", "b", "extra");
    }
}
