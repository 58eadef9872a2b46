package org.overtap.lab.boss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.lab.mapper.Samples;
import org.overtap.lab.ns.VirtualExperiment;

@Timeout(30)
class DispatcherTest {
    private static final ExperimentId ID = new ExperimentId("testproj", "exp1", 7012, "alice", "emulab.net");

    private final PretendedMachinery machinery = new PretendedMachinery();
    private Experiment experiment;
    private Dispatcher dispatcher;
    private FaultInjection faults = FaultInjection.none();

    /** Scripts are names of samples. */
    private static final class SampleScripts implements BossScripts {
        @Override
        public VirtualExperiment read(String pid, String eid, String script) {
            return Samples.read(script.strip());
        }

        @Override
        public void check(String script) {}
    }

    @BeforeEach
    void swapIn() throws Exception {
        experiment = new Experiment(ID, machinery, new SampleScripts());
        experiment.create("01-shaped-pair");
        dispatcher = new Dispatcher(
                ID,
                List.of(
                        new Methods(experiment, new VirtualReplies(Columns.read()), new SampleScripts()).table(),
                        new LinkMethods(experiment).table(),
                        new RebootMethods(experiment, machinery).table(),
                        new NodeMethods(experiment, machinery).table()),
                () -> faults);
        assertThat(experiment.swapIn().orElseThrow().get(10, TimeUnit.SECONDS)).isEmpty();
    }

    private String ask(String recorded) throws Exception {
        return dispatcher.respond(Wire.request(recorded));
    }

    private String call(String method, String members) throws Exception {
        String request = "<methodCall><methodName>" + method
                + "</methodName><params><param><value><double>0.1</double></value></param><param><value><struct>"
                + member("proj", "testproj") + member("exp", "exp1") + members
                + "</struct></value></param></params></methodCall>";
        return dispatcher.respond(request.getBytes(StandardCharsets.UTF_8));
    }

    private static String member(String name, String value) {
        return "<member><name>" + name + "</name><value><string>" + value + "</string></value></member>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "statewait", "constraints", "getlist-brief", "swapexp-bad-state", "nscheck"})
    void anActiveExperimentAnswersAsRecorded(String recorded) throws Exception {
        assertThat(ask(recorded)).isEqualTo(Wire.response(recorded));
    }

    @Test
    void theVersionIsLookedAtFirst() throws Exception {
        String request = new String(Wire.request("bad-version"), StandardCharsets.UTF_8)
                .replace("<double>0.1</double>", "<string>0.1</string>")
                .replace("exp1", "nosuch");
        assertThat(dispatcher.respond(request.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Wire.response("bad-version"));
    }

    @Test
    void anUnknownMethodIsAFault() throws Exception {
        assertThat(call("experiment.nosuch", "")).isEqualTo(Wire.response("fault"));
    }

    @Test
    void whatIsNotTheUsersIsForbidden() throws Exception {
        faults = new FaultInjection(0, 0, List.of(), List.of(), -1, "", false, true);
        assertThat(ask("forbidden")).isEqualTo(Wire.response("forbidden"));
    }

    @Test
    void aClosedTestbedStillTellsItsState() throws Exception {
        faults = new FaultInjection(0, 0, List.of(), List.of(), -1, "", true, false);
        assertThat(ask("info-mapping")).contains("<int>7</int>");
        assertThat(ask("modify")).contains("<int>7</int>");
        assertThat(ask("state")).isEqualTo(Wire.response("state"));
    }

    @Test
    void aMissingArgumentIsNamed() throws Exception {
        assertThat(call("experiment.info", "")).contains("Must supply 'aspect'");
    }

    @Test
    void aLongScriptIsTooBig() throws Exception {
        assertThat(call("experiment.nscheck", member("nsfilestr", "x".repeat(512 * 1024 + 1))))
                .contains("<int>6</int>");
    }

    @Test
    void documentTypesAreRefused() throws Exception {
        String hostile = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><methodCall><methodName>&e;"
                + "</methodName></methodCall>";
        assertThat(dispatcher.respond(hostile.getBytes(StandardCharsets.UTF_8)))
                .contains("<fault>")
                .doesNotContain("root:");
    }

    @Test
    void outAndInAgainGoesThroughEveryState() throws Exception {
        assertThat(ask("swapexp-out")).isEqualTo(Wire.response("swapexp-out"));
        assertThat(ask("info-not-active")).isEqualTo(Wire.response("info-not-active"));
        assertThat(ask("swapexp-in")).isEqualTo(Wire.response("swapexp-in"));
        assertThat(machinery.states)
                .containsExactly(
                        "prerunning", "swapped", "activating", "active", "swapping", "swapped", "activating", "active");
    }

    @Test
    void aModifyRebuildsAndKeepsTheNewScript() throws Exception {
        assertThat(call("experiment.modify", member("nsfilestr", "02-office-lan") + member("wait", "yes")))
                .contains("<name>code</name>\n<value><int>0</int>");
        assertThat(machinery.states).endsWith("active", "modify_reparse", "modify_reswap", "active");
        assertThat(call("experiment.nsfile", "")).contains("02-office-lan");
    }

    @Test
    void eventsStartAnewOnlyWhereAModifyAsksForIt() throws Exception {
        call("experiment.modify", member("nsfilestr", "02-office-lan") + member("wait", "yes"));
        assertThat(machinery.done).endsWith("build", "go on");
        call(
                "experiment.modify",
                member("nsfilestr", "02-office-lan") + member("restart_eventsys", "yes") + member("wait", "yes"));
        assertThat(machinery.done).endsWith("build", "start");
    }

    @Test
    void aModifyThatCannotBeBuiltRestoresWhatWasThere() throws Exception {
        machinery.failingBuilds.add(2);
        assertThat(call("experiment.modify", member("nsfilestr", "02-office-lan") + member("wait", "yes")))
                .contains("<name>code</name>\n<value><int>2</int>");
        assertThat(machinery.done).containsExactly("build", "start", "clear", "build", "clear", "build", "go on");
        assertThat(call("experiment.state", "")).contains("active");
        assertThat(call("experiment.nsfile", "")).contains("01-shaped-pair");
    }

    @Test
    void aModifyThatNeedsTooManyMachinesTouchesNothing() throws Exception {
        call("experiment.modify", member("nsfilestr", "12-tree40") + member("wait", "yes"));
        assertThat(machinery.done).containsExactly("build", "start");
        assertThat(experiment.clock().state()).isEqualTo("active");
    }

    @Test
    void aModifyWhileSwappedOutDoesNotSwapIn() throws Exception {
        ask("swapexp-out");
        call("experiment.modify", member("nsfilestr", "02-office-lan") + member("wait", "yes"));
        assertThat(machinery.states).endsWith("swapped", "modify_parse", "swapped");
    }

    @Test
    void aStateThatDoesNotComeTimesOut() throws Exception {
        String impatient = new String(Wire.request("statewait-timeout"), StandardCharsets.UTF_8)
                .replace("<int>5</int>", "<double>0.05</double>")
                .replace("<string>active</string>", "<string>queued</string>");
        assertThat(dispatcher.respond(impatient.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Wire.response("statewait-timeout").replace("'active'", "'queued'"));
    }

    @Test
    void hostKeysOfOthersMachinesAreNotTold() throws Exception {
        assertThat(call("node.hostkeys", member("node", "pc101"))).contains("ssh-rsa KEY-OF-pc101");
        assertThat(call("node.hostkeys", member("node", "pc110"))).contains("<int>3</int>");
        assertThat(call("node.hostkeys", member("node", "pc999"))).contains("No such node: pc999");
    }

    @Test
    void onlyTheFirstNameOfAShaperIsKnown() throws Exception {
        call("experiment.modify", member("nsfilestr", "03-array-chain") + member("wait", "yes"));
        assertThat(call("experiment.info", member("aspect", "mapping")))
                .contains("tbdelay0", "tbdelay2")
                .doesNotContain("tbdelay1");
        assertThat(experiment.snapshot().built()).isNotEqualTo(Optional.empty());
    }
}
