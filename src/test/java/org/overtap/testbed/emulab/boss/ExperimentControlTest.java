package org.overtap.testbed.emulab.boss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.Fixtures;
import org.overtap.testbed.emulab.Replies;
import org.overtap.testbed.emulab.XmlRpcBody;

class ExperimentControlTest {
    private static final ExperimentName NAME = new ExperimentName("testproj", "exp1");

    private interface Use {
        void with(ExperimentControl control, FakeBoss boss) throws TestbedException;
    }

    private static void against(String response, Use use) throws TestbedException {
        try (FakeBoss boss = FakeBoss.saying(response)) {
            use.with(new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {}), boss);
        }
    }

    /** State by state, with every statewait running out of time. */
    private static FakeBoss going(Deque<String> states) {
        return new FakeBoss("boss.pem", request -> {
            boolean wait = request.contains("experiment.statewait");
            String state = states.size() > 1 ? (wait ? states.peek() : states.poll()) : states.peek();
            return FakeBoss.xml(wait ? Fixtures.text("wire/statewait-timeout.response.xml") : Replies.success(state));
        });
    }

    private static Deque<String> states(String... names) {
        return new ArrayDeque<>(List.of(names));
    }

    @Test
    void theScriptComesBackByteForByte() throws TestbedException {
        against(Fixtures.text("wire/nsfile.response.xml"), (control, boss) -> assertThat(control.nsfile())
                .startsWith("# two hosts, one shaped link")
                .endsWith("$ns run\n"));
    }

    @Test
    void carriageReturnsAreLostNeitherOnTheWayInNorOut() throws TestbedException {
        String script = "set a 1\r\nset b \"&<>\"\rset c 3\n# no end\r";
        String escaped = script.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        against(Replies.success("@").replace("@", escaped).replace("\n<", "\r\n<"), (control, boss) -> {
            assertThat(control.nsfile()).isEqualTo(script);
            control.modify(script);
            assertThat(XmlRpcBody.read(boss.requests().get(1)).get(2))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("nsfilestr", "string:" + script);
        });
    }

    @Test
    void aGoodScriptHasNoComplaints() throws TestbedException {
        String request = Fixtures.text("wire/nscheck.request.xml");
        String script = XmlRpcBody.read(request).get(2).toString().replaceAll("(?s)^\\{nsfilestr=string:|\\}$", "");
        against(Fixtures.text("wire/nscheck.response.xml"), (control, boss) -> {
            assertThat(control.nscheck(script)).isEmpty();
            assertThat(XmlRpcBody.read(boss.requests().get(0))).isEqualTo(XmlRpcBody.read(request));
        });
    }

    @Test
    void aBadScriptsDiagnosticsAreGivenBack() throws TestbedException {
        against(Fixtures.text("wire/nscheck-error.response.xml"), (control, boss) -> assertThat(control.nscheck("foo"))
                .hasValueSatisfying(text -> assertThat(text).contains("Unknown: foo")));
    }

    @Test
    void aScriptTooBigIsNotSent() throws TestbedException {
        String big = "#".repeat(ExperimentControl.LARGEST_SCRIPT + 1);
        against("", (control, boss) -> {
            assertThatThrownBy(() -> control.nscheck(big)).hasMessageContaining("524289 bytes");
            assertThatThrownBy(() -> control.modify(big)).hasMessageContaining("524289 bytes");
            assertThat(boss.requests()).isEmpty();
        });
    }

    @Test
    void aScriptThatXmlCannotCarryIsNotSent() throws TestbedException {
        against("", (control, boss) -> {
            for (String character : List.of("\u001B", "\uFFFE", "\uD800", "\u0000")) {
                assertThatThrownBy(() -> control.modify("set a 1\nputs \"" + character + "\"\n"))
                        .hasMessageContaining("line 2 of the ns script");
            }
            assertThat(boss.requests()).isEmpty();
        });
    }

    @Test
    void modifySendsTheScriptAndNoMail() throws TestbedException {
        against(Fixtures.text("wire/modify.response.xml"), (control, boss) -> {
            control.modify("set ns [new Simulator]\n");
            assertThat(XmlRpcBody.read(boss.requests().get(0)))
                    .containsExactly(
                            "experiment.modify",
                            "double:0.1",
                            Map.of(
                                    "proj", "string:testproj",
                                    "exp", "string:exp1",
                                    "nsfilestr", "string:set ns [new Simulator]\n",
                                    "noemail", "boolean:1"));
        });
    }

    @Test
    void aModifyThatFailedLaterShowsByTheOldScript() throws TestbedException {
        FakeBoss.Answer old = FakeBoss.xml(Fixtures.text("wire/nsfile.response.xml"));
        FakeBoss.Answer done = FakeBoss.xml(Replies.success("active"));
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> request.contains("nsfile<") ? old : done)) {
            ExperimentControl control = new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {});
            String kept = control.nsfile();

            control.replaceScript(kept.replace("\n", "\r\n"), Duration.ofSeconds(5), state -> {});
            assertThatThrownBy(() -> control.replaceScript("# new\n" + kept, Duration.ofSeconds(5), state -> {}))
                    .hasMessageContaining("testproj/exp1 did not take the new script");
        }
    }

    @Test
    void aSwapInTheWrongStateIsRefusedInTheBossesWords() throws TestbedException {
        against(Fixtures.text("wire/swapexp-bad-state.response.xml"), (control, boss) -> assertThatThrownBy(
                        () -> control.swapExperiment(true))
                .hasMessageContaining("testproj/exp1: experiment.swapexp")
                .hasMessageContaining("is not swapped out!"));
    }

    @Test
    void waitingFollowsTheStatesToTheEnd() throws TestbedException {
        List<String> seen = new ArrayList<>();
        try (FakeBoss boss = going(states("modify_reparse", "modify_reswap", "active"))) {
            ExperimentControl control = new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {});

            assertThat(control.waitFor(Set.of("active"), Duration.ofMinutes(1), seen::add))
                    .isEqualTo("active");
            assertThat(seen).containsExactly("modify_reparse", "modify_reswap", "active");
            assertThat(XmlRpcBody.read(boss.requests().get(1)).get(2))
                    .isEqualTo(Map.of(
                            "proj", "string:testproj",
                            "exp", "string:exp1",
                            "state", List.of("string:active"),
                            "timeout", "int:30"));
        }
    }

    @Test
    void aBossThatFallsSilentOnTheWayIsWaitedForAndOneThatNeverSpokeIsNot() throws TestbedException {
        List<String> seen = new ArrayList<>();
        Deque<String> states = states("activating", "", "active");
        FakeBoss.Answer silence = exchange -> exchange.sendResponseHeaders(503, -1);
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> {
            String state = request.contains("experiment.statewait") ? "" : states.poll();
            return state.isEmpty() ? silence : FakeBoss.xml(Replies.success(state));
        })) {
            ExperimentControl control = new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {});

            assertThat(control.waitFor(Set.of("active"), Duration.ofMinutes(1), seen::add))
                    .isEqualTo("active");
            assertThat(seen).hasSize(4).contains("out of sight: the boss does not answer");
            states.add("");
            assertThatThrownBy(() -> control.waitFor(Set.of("active"), Duration.ofMinutes(1), state -> {}))
                    .hasMessageContaining("503");
        }
    }

    @Test
    void aBossThatDiesOnTheWayIsToldOfUntilItIsGivenUp() throws TestbedException {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean dead = new AtomicBoolean();
        CountDownLatch end = new CountDownLatch(1);
        FakeBoss.Answer silence = exchange -> {
            dead.set(true);
            await(end);
        };
        try (FakeBoss boss = new FakeBoss(
                "boss.pem",
                request -> dead.get() || request.contains("experiment.statewait")
                        ? silence
                        : FakeBoss.xml(Replies.success("modify_reswap")))) {
            EmulabSettings settings = boss.settings().withTimes(Duration.ofSeconds(5), Duration.ofMillis(500));
            BossClient client = new BossClient(settings, BossEndpoint.of(settings), Duration.ofMillis(100));
            client.listen(told::add);
            ExperimentControl control = new ExperimentControl(
                    client,
                    NAME,
                    () -> {},
                    new ExperimentControl.Patience(
                            Duration.ofMillis(500), Duration.ofMillis(20), Duration.ofMillis(1500)));

            // The first answer of a process takes longest: the time that is given is for the others.
            control.state();
            assertThatThrownBy(() -> control.waitFor(Set.of("active"), Duration.ofMillis(500), state -> {}))
                    .hasMessageContaining("when it answers again, repeat the command")
                    .hasMessageContaining("'overtap teardown'");
            end.countDown();
            assertThat(told)
                    .contains("localhost has not answered for 100 ms; still waiting (up to 500 ms)")
                    .anyMatch(line -> line.endsWith("still waiting (up to 1500 ms)"));
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void comingToRestElsewhereIsAFailure() throws TestbedException {
        try (FakeBoss boss = going(states("activating", "swapped"))) {
            ExperimentControl control = new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {});

            assertThatThrownBy(() -> control.waitFor(Set.of("active"), Duration.ofMinutes(1), state -> {}))
                    .hasMessageContaining("came to rest as swapped, not as active");
        }
    }

    @Test
    void aSwapThatTakesTooLongIsLeftToItself() throws TestbedException {
        try (FakeBoss boss = going(states("activating"))) {
            ExperimentControl control = new ExperimentControl(new BossClient(boss.settings()), NAME, () -> {});

            assertThatThrownBy(() -> control.waitFor(Set.of("active"), Duration.ofMillis(300), state -> {}))
                    .hasMessageContaining("is still activating after 300 ms");
        }
    }
}
