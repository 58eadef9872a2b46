package org.overtap.lab.boss;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.lab.mapper.Samples;
import org.overtap.lab.ns.VirtualExperiment;

/** What users' own scripts ask of the boss while an experiment runs: the replies, and what is done to the machines. */
@Timeout(30)
class RunningExperimentTest {
    private static final ExperimentId ID = new ExperimentId("testproj", "exp1", 7012, "alice", "emulab.net");

    private final PretendedMachinery machinery = new PretendedMachinery();
    private Experiment experiment;
    private Dispatcher dispatcher;
    private FaultInjection faults = FaultInjection.none();

    @BeforeEach
    void swapIn() throws Exception {
        BossScripts scripts = new BossScripts() {
            @Override
            public VirtualExperiment read(String pid, String eid, String script) {
                return Samples.read(script.strip());
            }

            @Override
            public void check(String script) {}
        };
        experiment = new Experiment(ID, machinery, scripts);
        experiment.create("01-shaped-pair");
        dispatcher = new Dispatcher(
                ID,
                List.of(
                        new Methods(experiment, new VirtualReplies(Columns.read()), scripts).table(),
                        new LinkMethods(experiment).table(),
                        new RebootMethods(experiment, machinery).table(),
                        new NodeMethods(experiment, machinery).table()),
                () -> faults);
        assertThat(experiment.swapIn().orElseThrow().get(10, TimeUnit.SECONDS)).isEmpty();
        machinery.done.clear();
    }

    private static String member(String name, String value) {
        return "<member><name>" + name + "</name><value>" + value + "</value></member>";
    }

    private static String parameters(String pairs) {
        String members = pairs.isEmpty()
                ? ""
                : List.of(pairs.split(" ")).stream()
                        .map(pair -> member(pair.split("=", 2)[0], pair.split("=", 2)[1]))
                        .collect(Collectors.joining());
        return member("params", "<struct>" + members + "</struct>");
    }

    private String call(String method, String members) throws Exception {
        String request = "<methodCall><methodName>" + method
                + "</methodName><params><param><value><double>0.1</double></value></param><param><value><struct>"
                + member("proj", "testproj") + member("exp", "exp1") + members
                + "</struct></value></param></params></methodCall>";
        return dispatcher.respond(request.getBytes(StandardCharsets.UTF_8));
    }

    private String delayConfig(String link, String pairs, String more) throws Exception {
        return call("experiment.delay_config", member("link", link) + parameters(pairs) + more);
    }

    private static String code(int code) {
        return "<name>code</name>\n<value><int>" + code + "</int>";
    }

    private Map<String, String> row(String node) {
        return experiment.snapshot().virtual().lans().stream()
                .filter(row -> node.equals(row.get("vnode")))
                .findFirst()
                .orElseThrow();
    }

    private double forth() {
        return experiment
                .snapshot()
                .built()
                .orElseThrow()
                .delays()
                .get(0)
                .delay()
                .forth()
                .delayMs();
    }

    @Test
    void aChangedLinkIsShapedAnewAndTheDescriptionStays() throws Exception {
        assertThat(delayConfig("wan", "bandwidth=5000 DELAY=10", ""))
                .contains(code(0))
                .contains("*** WARNING:");
        assertThat(machinery.done).containsExactly("reshape");
        assertThat(forth()).isEqualTo(10);
        assertThat(row("client")).containsEntry("bandwidth", "30000").containsEntry("delay", "20.0");
        assertThat(call("experiment.info", member("aspect", "links"))).contains("<int>30000</int>");
    }

    @Test
    void aChangeThatIsToLastIsInTheDescriptionToo() throws Exception {
        delayConfig("wan", "BANDWIDTH=5000", member("persist", "<boolean>1</boolean>"));

        assertThat(row("client")).containsEntry("bandwidth", "5000").containsEntry("rbandwidth", "5000");
        assertThat(call("experiment.virtual_topology", "")).contains("<int>5000</int>");
        call("experiment.modify", member("wait", "yes"));
        assertThat(experiment
                        .snapshot()
                        .built()
                        .orElseThrow()
                        .delays()
                        .get(0)
                        .delay()
                        .forth()
                        .kbps())
                .isEqualTo(5000);
        assertThat(row("client")).containsEntry("bandwidth", "5000");
    }

    @Test
    void aChangeThatIsNotToLastEndsWithTheSwap() throws Exception {
        delayConfig("wan", "DELAY=10", "");
        call("experiment.swapexp", member("direction", "out") + member("wait", "yes"));
        call("experiment.swapexp", member("direction", "in") + member("wait", "yes"));

        assertThat(forth()).isEqualTo(40);
    }

    @Test
    void whatIsSwappedOutChangesOnlyItsDescription() throws Exception {
        call("experiment.swapexp", member("direction", "out") + member("wait", "yes"));

        assertThat(delayConfig("wan", "DELAY=10", "")).contains(code(0)).contains("please use the -m option!");
        assertThat(row("client")).containsEntry("delay", "20.0");
        delayConfig("wan", "DELAY=10", member("persist", "true"));
        assertThat(row("client")).containsEntry("delay", "5.0");
    }

    @ParameterizedTest
    @CsvSource({
        "wan, SPEED=5, 2, Invalid config option: SPEED=5",
        "wan, BANDWIDTH=9, 2, Usage: delay_config",
        "wan, BANDWIDTH=2000000, 2, Usage: delay_config",
        "wan, BANDWIDTH=5Mb, 2, Invalid config option: BANDWIDTH=5Mb",
        "wan, DELAY=1.5, 2, Invalid config option: DELAY=1.5",
        "wan, DELAY=-1, 2, Invalid config option: DELAY=-1",
        "wan, PLR=1.5, 2, Usage: delay_config",
        "wan, '', 2, Usage: delay_config",
        "lan, DELAY=10, 255, lan is not a link in testproj/exp1!",
        "no/wan, DELAY=10, 255, Bad link name: no/wan"
    })
    void whatTheScriptOfTheBossRefusesIsRefused(String link, String pairs, int status, String told) throws Exception {
        assertThat(delayConfig(link, pairs, ""))
                .contains(code(2))
                .contains("<name>value</name>\n<value><int>" + status + "</int>")
                .contains(told);
        assertThat(machinery.done).isEmpty();
    }

    @Test
    void whatIsNotShapedIsToldSo() throws Exception {
        call("experiment.modify", member("nsfilestr", "02-office-lan") + member("wait", "yes"));

        assertThat(delayConfig("office", "DELAY=10", ""))
                .contains("office is not a traffic shaped link in testproj/exp1!");
        assertThat(call("experiment.delay_config", member("link", "office"))).contains("Must supply 'params'");
    }

    @Test
    void aClosedTestbedAndAStrangersExperimentAreRefused() throws Exception {
        faults = new FaultInjection(0, 0, List.of(), List.of(), -1, "", true, false);
        assertThat(delayConfig("wan", "DELAY=10", "")).contains(code(7));
        assertThat(call("node.reboot", member("nodes", "pc101"))).contains(code(7));
        faults = new FaultInjection(0, 0, List.of(), List.of(), -1, "", false, true);
        assertThat(delayConfig("wan", "DELAY=10", "")).contains(code(3));
    }

    @Test
    void aLinkIsTakenDownAndUpAtItsMembers() throws Exception {
        call("experiment.link_config", member("link", "wan") + parameters("ENABLE=no"));
        call("experiment.link_config", member("link", "wan") + parameters("enable=up") + member("src", "server"));

        assertThat(machinery.done).containsExactly("client eth1 down", "server eth1 down", "server eth1 up");
        assertThat(call("experiment.link_config", member("link", "wan") + parameters("ENABLE=maybe")))
                .contains("Should be ENABLE=yes/no or ENABLE=up/down!");
        assertThat(call("experiment.link_config", member("link", "wan") + parameters("ENABLE=no") + member("src", "x")))
                .contains("Cannot map x to a virt_lan member");
    }

    @Test
    void settingsOfALinkAreKeptWhereTheyAreToLast() throws Exception {
        String wan = member("link", "wan");
        call("experiment.iwconfig", wan + parameters("channel=6"));
        assertThat(experiment.snapshot().virtual().rows("virt_lan_settings")).isEmpty();
        call("experiment.link_config", wan + parameters("channel=6 rate=11") + member("persist", "yes"));
        call("experiment.link_config", wan + parameters("channel=") + member("persist", "yes"));

        assertThat(experiment.snapshot().virtual().rows("virt_lan_settings"))
                .containsExactly(Map.of("vname", "wan", "capkey", "rate", "capval", "11"));
    }

    @Test
    void aNodeIsRebootedAndItsProgramsStartAgain() throws Exception {
        assertThat(call("node.reboot", member("nodes", "pc101 pc102") + member("wait", "yes")))
                .contains(code(0))
                .contains("reboot (pc101): Attempting to reboot ...", "reboot (pc102): alive and well.")
                .contains("There were 0 failures.");
        assertThat(machinery.done)
                .containsExactlyInAnyOrder(
                        "client shuts down",
                        "client boots",
                        "start client",
                        "server shuts down",
                        "server boots",
                        "start server");
    }

    @Test
    void powerAndReconfigurationAreOtherWays() throws Exception {
        call("node.reboot", member("nodes", "pc101") + member("power", "yes") + member("wait", "yes"));
        call("node.reboot", member("nodes", "pc101") + member("reconfig", "yes") + member("wait", "yes"));

        assertThat(machinery.done)
                .containsExactly("client is switched off", "client boots", "start client", "client is reconfigured");
    }

    @Test
    void aWholeExperimentIsRebootedShapersIncluded() throws Exception {
        call("experiment.reboot", member("wait", "yes"));

        assertThat(machinery.done).contains("client boots", "server boots", "tbdelay0 boots");
    }

    @Test
    void aNodeThatDoesNotComeUpIsTold() throws Exception {
        machinery.dead = "client";

        assertThat(call("node.reboot", member("nodes", "pc101") + member("wait", "yes")))
                .contains(code(2))
                .contains("There were 1 failures.");
        assertThat(call("experiment.info", member("aspect", "mapping"))).contains("TBFAILED", "<string>down</string>");
    }

    @Test
    void othersMachinesAreLeftAlone() throws Exception {
        assertThat(call("node.reboot", member("nodes", "pc110"))).contains("You are not allowed to reboot pc110!");
        assertThat(call("node.reboot", member("nodes", "pc101,pc999"))).contains("Node pc999 does not exist!");
        assertThat(machinery.done).isEmpty();
    }

    @Test
    void whoWaitsForANodeHearsItsStates() throws Exception {
        assertThat(call("node.statewait", member("node", "pc101") + member("state", "ISUP")))
                .contains("<string>ISUP</string>");
        CompletableFuture<String> booting = CompletableFuture.supplyAsync(() -> {
            try {
                return call("node.statewait", member("node", "pc101") + member("state", "TBSETUP"));
            } catch (Exception e) {
                return e.toString();
            }
        });
        for (int i = 0; i < 50 && !booting.isDone(); i++) {
            call("node.reboot", member("nodes", "pc101") + member("wait", "yes"));
        }
        assertThat(booting.get(5, TimeUnit.SECONDS)).contains("TBSETUP");
        assertThat(call(
                        "node.statewait",
                        member("node", "pc101") + member("state", "PXEWAIT") + member("timeout", "1")))
                .contains(code(8));
    }
}
