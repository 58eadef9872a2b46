package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.ExperimentControl;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.topology.Samples;

/** What is asked of a boss that does at once what it is asked. */
class EmulabModifierTest {
    private static final ModifyMode ALL_RUNNING = new ModifyMode(false, true, true);

    private String state = "active";
    private String refusal = "";
    private String script = "$ns run\n";
    private final List<String> asked = new ArrayList<>();

    private FakeBoss.Answer answer(String request) {
        List<Object> call = XmlRpcBody.read(request);
        Map<?, ?> given = (Map<?, ?>) call.get(2);
        String method = call.get(0).toString().replace("experiment.", "");
        switch (method) {
            case "modify" -> {
                script = text(given, "nsfilestr");
                asked.add(method
                        + (given.containsKey("reboot") ? " reboot" : "")
                        + (given.containsKey("restart_eventsys") ? " events" : ""));
            }
            case "swapexp" -> {
                state = text(given, "direction").equals("in") ? "active" : "swapped";
                asked.add(method + " " + text(given, "direction"));
            }
            default -> {}
        }
        if (method.equals("nscheck") && !refusal.isEmpty()) {
            return FakeBoss.xml(Replies.coded(2, "0", refusal));
        }
        return FakeBoss.xml(Replies.success(method.equals("nsfile") ? escaped(script) : state));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;");
    }

    private static String text(Map<?, ?> given, String name) {
        return given.get(name).toString().replaceFirst("^string:", "");
    }

    private interface Use {
        void with(EmulabModifier modifier) throws TestbedException;
    }

    private void against(Use use) throws TestbedException {
        try (FakeBoss boss = new FakeBoss("boss.pem", this::answer)) {
            ExperimentName name = new ExperimentName("testproj", "exp1");
            use.with(new EmulabModifier(
                    new ExperimentControl(new BossClient(boss.settings()), name, () -> {}), name.toString()));
        }
    }

    @Test
    void aRefusalIsToldWithoutTheProceduresThatItCameThrough() throws TestbedException {
        refusal = "overtap: lan0 is a cloud: use a shaper tap\n    while executing\n&quot;error ...&quot;\n";
        ExperimentChange collector =
                new ExperimentChange("shaper", List.of(), List.of("ovcollector"), false, Optional.empty());
        against(modifier -> assertThatThrownBy(() -> modifier.propose(Samples.lan(3), collector))
                .hasMessageContaining("lan0 is a cloud: use a shaper tap")
                .hasMessageNotContaining("while executing"));
    }

    @Test
    void aRunningExperimentIsChangedAsItWasAskedFor() throws TestbedException {
        against(modifier -> modifier.apply(Revision.of("new\n"), ALL_RUNNING, state -> {}));
        assertThat(asked).containsExactly("modify reboot events");
    }

    @Test
    void whatIsSwappedOutNeedsNeitherRebootNorRestart() throws TestbedException {
        state = "swapped";
        against(modifier -> modifier.apply(Revision.of("new\n"), ALL_RUNNING, state -> {}));
        assertThat(asked).containsExactly("modify", "swapexp in");
    }

    @Test
    void outAndInIsDoneAsItIsTold() throws TestbedException {
        ModifyMode outAndIn = new ModifyMode(true, true, true);
        against(modifier -> {
            modifier.apply(Revision.of("new\n"), outAndIn, state -> {});
            assertThat(asked).containsExactly("swapexp out", "modify", "swapexp in");
            assertThat(modifier.actions(outAndIn)).hasSize(3).zipSatisfy(asked, (told, done) -> assertThat(told)
                    .contains(done));
        });
    }

    @Test
    void whatWouldBeSentIsComparedWithWhatStands() throws TestbedException {
        ExperimentChange collector =
                new ExperimentChange("shaper", List.of(), List.of("ovcollector"), false, Optional.empty());
        script = "a\r\n$ns run";
        against(modifier -> {
            Proposal first = modifier.propose(Samples.lan(3), collector);
            assertThat(first.standing()).isEqualTo(first.original()).isEqualTo(Revision.of("a\r\n$ns run"));
            assertThat(first.isCurrent()).isFalse();
            modifier.apply(first.changed(), ModifyMode.DEFAULT, state -> {});
            Proposal again = modifier.propose(Samples.lan(3), collector);
            assertThat(again.isCurrent()).isTrue();
            assertThat(modifier.withoutAdditions(modifier.current())).isEqualTo(Revision.of("a\r\n$ns run"));
            script = script.replace("proc ovt_changes", "# mine\r\nproc ovt_changes");
            assertThatThrownBy(() -> modifier.withoutAdditions(modifier.current()))
                    .isInstanceOf(TestbedException.class)
                    .hasMessageContaining("edited by hand");
        });
    }
}
