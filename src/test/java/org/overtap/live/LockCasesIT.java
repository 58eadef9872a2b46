package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Commands at once, state files that are lost, and somebody else's overlay: one is at work, and one truth is left. */
@Tag("live")
@Order(5)
class LockCasesIT {
    private static final String[] DEPLOY = {"deploy", "--yes", "--idle-timeout", "3", "--rotate", "2"};

    @TempDir
    static Path home;

    private static SeparateHosts hosts;
    private static AtOnce atOnce;

    @BeforeAll
    static void hostsUp() throws Exception {
        hosts = SeparateHosts.up("ovtlock-", home);
        atOnce = new AtOnce(hosts, home);
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.close();
        }
    }

    /** The next run finds them as this one did. */
    @AfterEach
    void nothingStays() throws Exception {
        if (!hosts.state(home).isMissingNode()) {
            atOnce.run(atOnce.job("teardown", "--discard-data"));
        }
    }

    private static AtOnce.Job deploy(String... more) {
        List<String> words = new ArrayList<>(List.of(DEPLOY));
        words.addAll(List.of(more));
        return atOnce.job(words.toArray(String[]::new));
    }

    private static Live.Ended one(AtOnce.Job job) throws Exception {
        return atOnce.run(job).get(0);
    }

    /** One did its work, the other was told who is at work. */
    private static void requireOneRefused(List<Live.Ended> ended) {
        assertThat(ended).as(ended.toString()).extracting(Live.Ended::code).containsExactlyInAnyOrder(0, 1);
        assertThat(ended.stream().filter(one -> one.code() == 1)).allSatisfy(one -> assertThat(one.err())
                .containsPattern("overtap \\w+, pid \\d+ of \\w+ on .*, since .*, is"
                        + " at work on [^\n]*: wait until it has ended, and repeat"));
    }

    @Case("A4 B2")
    void ofCommandsAtOnceOneIsAtWorkAndTheOtherIsToldSo() throws Exception {
        requireOneRefused(atOnce.run(deploy(), deploy()));
        assertThat(atOnce.requireOneTruth("two deploys")).isTrue();

        requireOneRefused(atOnce.run(deploy("--active-timeout", "90"), atOnce.job("teardown", "--discard-data")));
        if (!atOnce.requireOneTruth("a deploy and a teardown")) {
            assertThat(one(deploy()).code()).isZero();
        }

        List<Live.Ended> verifies =
                atOnce.run(atOnce.job("verify", "--format", "json"), atOnce.job("verify", "--format", "json"));
        for (Live.Ended verify : verifies) {
            assertThat(verify.code()).as(verify.toString()).isZero();
            JsonNode verdict = LiveLab.json(verify);
            assertThat(verdict.path("conversations").asInt()).isEqualTo(3);
            assertThat(verdict.path("exactlyOnce").asInt()).isEqualTo(3);
        }
        assertThat(hosts.state(home).path("journal").path("tests"))
                .filteredOn(sent -> sent.path("protocol").asInt() == 17)
                .as("what each sent on ports of its own is remembered beside what the other sent")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(atOnce.requireOneTruth("two verifies")).isTrue();

        requireOneRefused(
                atOnce.run(atOnce.job("teardown", "--discard-data"), atOnce.job("teardown", "--discard-data")));
        assertThat(atOnce.requireOneTruth("two teardowns")).isFalse();

        List<Live.Ended> users = atOnce.run(
                deploy(), new AtOnce.Job(List.of(DEPLOY), atOnce.foreign().machine()));
        assertThat(users).as(users.toString()).extracting(Live.Ended::code).containsExactlyInAnyOrder(0, 1);
        assertThat(atOnce.requireOneTruth("two users")).isTrue();
        if (hosts.state(home).isMissingNode()) {
            assertThat(one(atOnce.foreign("teardown", "--discard-data")).code()).isZero();
        }
    }

    @Case("A12")
    void aStateFileThatIsLostIsNoLostOverlay() throws Exception {
        assertThat(one(deploy()).code()).isZero();
        String id = hosts.state(home).path("id").asText();
        try (Stream<Path> states = Files.list(home.resolve("state/overtap"))) {
            for (Path state : states.toList()) {
                Files.delete(state);
            }
        }
        Live.Ended status = one(atOnce.job("status"));
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.err()).contains("going by what nodes tell of deployment " + id + " of root@");

        Live.Ended second = one(deploy("--port", "9996"));
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .contains("deployment " + id + " of root@", "stands on hosts/three-", "(a, b, c) since 20")
                .contains(
                        " deploy " + hosts.source() + " --take-over'",
                        " teardown " + hosts.source() + " --deployment " + id + "'");
        assertThat(hosts.state(home).isMissingNode()).isTrue();

        Live.Ended taken = one(deploy("--port", "9996", "--take-over"));
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(hosts.state(home).path("id").asText()).isEqualTo(id);
        assertThat(atOnce.requireOneTruth("taken over")).isTrue();

        Live.Ended elsewhere = one(atOnce.foreign("teardown", "--deployment", id, "--discard-data"));
        assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
        assertThat(hosts.folders()).isEmpty();
        assertThat(hosts.processes()).isEmpty();
    }
}
