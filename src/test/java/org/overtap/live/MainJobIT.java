package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.overtap.topology.JsonDocument;

/** The main job on one lab, step by step, and what goes wrong on the way. */
@Tag("live")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
    private static final String LAB = "mainjob";
    private static final String SOURCE = "emulab:overtap/job";

    @TempDir
    static Path home;

    @BeforeAll
    static void labUp() {
        Live.require();
        Live.overtap(home, "lab", "down", LAB);
        Live.Ended up = Live.overtap(
                home,
                "lab",
                "up",
                "sample-topologies/three-node-lan/experiment.ns",
                "--name",
                LAB,
                "--experiment",
                "overtap/job");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterAll
    static void labDown() {
        Live.overtap(home, "lab", "down", LAB);
    }

    private static Live.Ended overtap(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, SOURCE, "--profile", LAB));
        args.addAll(List.of(more));
        return Live.inLab(home, LAB, args.toArray(String[]::new));
    }

    private static Live.Ended deploy(String... more) {
        List<String> args = new ArrayList<>(List.of("--idle-timeout", "3", "--rotate", "2"));
        args.addAll(List.of(more));
        return overtap("deploy", args.toArray(String[]::new));
    }

    private static String onNode(String node, String script) {
        return Live.onNode(LAB, node, "sh", "-c", script).out();
    }

    private static String traces(String node) {
        return onNode(node, "ls -d /var/tmp/overtap-* 2>/dev/null; pgrep -l 'pmacctd|nfcapd'");
    }

    @Test
    @Order(1)
    void aDryRunPrintsEveryActionAndChangesNothing() {
        Live.Ended dry = deploy("--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("pcap_interface: eth1", "nfcapd -w flows", "nothing was changed");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(2)
    void aNodeWithoutSudoIsNamedAndNothingIsStarted() {
        onNode("n2", "mkdir /root/kept; mv /etc/sudoers.d/* /root/kept/");
        Live.Ended ended = deploy();
        onNode("n2", "mv /root/kept/* /etc/sudoers.d/; rmdir /root/kept");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n2", "sudo", "--exclude n2");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(3)
    void aNodeWithoutThePackageIsNamedWithTheWayToGetIt() {
        onNode("n1", "mv /usr/sbin/pmacctd /root/pmacctd");
        Live.Ended ended = deploy();
        onNode("n1", "mv /root/pmacctd /usr/sbin/pmacctd");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n1", "pmacctd", "apt-get install pmacct");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(4)
    void aProbeThatDiesAtOnceShowsItsLogAndTheRestIsUndone() {
        onNode(
                "n1",
                "mv /usr/sbin/pmacctd /root/pmacctd; printf '#!/bin/sh\\necho out of luck >&2\\nexit 1\\n'"
                        + " >/usr/sbin/pmacctd; chmod 755 /usr/sbin/pmacctd");
        Live.Ended ended = deploy();
        onNode("n1", "mv /root/pmacctd /usr/sbin/pmacctd");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n1", "out of luck", "stopped and removed");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(5)
    void anUnknownExperimentAndAnUnreachableBossAreSaid() {
        Live.Ended unknown = Live.inLab(home, LAB, "topology", "emulab:overtap/none", "--profile", LAB);
        assertThat(unknown.code()).isIn(1, 2);
        assertThat(unknown.err()).contains("overtap/none").doesNotContain("Exception");
        Live.Ended unreachable =
                Live.inLab(home, LAB, "topology", SOURCE, "--profile", LAB, "--boss", "127.0.0.1:3069");
        assertThat(unreachable.code()).isEqualTo(1);
        assertThat(unreachable.err()).contains("127.0.0.1:3069").doesNotContain("Exception");
    }

    @Test
    @Order(6)
    void aWrongCertificateIsRefusedWithTheFileNamed() throws Exception {
        Path wrong = Files.writeString(home.resolve("wrong.pem"), "no certificate at all\n");
        Live.Ended ended = overtap("topology", "--cert", wrong.toString());
        assertThat(ended.code()).isIn(1, 2);
        assertThat(ended.err()).contains("wrong.pem");
    }

    @Test
    @Order(10)
    void runDeploysAndProvesEverything() throws Exception {
        Live.Ended run = overtap("run", "--yes", "--idle-timeout", "3", "--rotate", "2", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode verify = JsonDocument.mapper().readTree(run.out()).path("verify");
        assertThat(verify.path("observed").asInt()).isEqualTo(3);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(3);
    }

    @Test
    @Order(11)
    void withoutYesAndWithoutATerminalRunAsksForYes() {
        Live.Ended run = overtap("run");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--yes");
    }

    @Test
    @Order(12)
    void aSecondDeployChangesNothing() throws Exception {
        String before = traces("n1") + traces("n2") + traces("n3");
        Live.Ended again = deploy("--format", "json");
        assertThat(JsonDocument.mapper().readTree(again.out()).path("changed").asInt(-1))
                .isZero();
        assertThat(traces("n1") + traces("n2") + traces("n3")).isEqualTo(before);
    }

    @Test
    @Order(13)
    void afterAProbeIsKilledVerifyNamesWhatItOwnedAndWhoElseSawIt() throws Exception {
        onNode("n1", "kill -9 $(cut -d' ' -f1 /var/tmp/overtap-*/probe-1/pid)");
        Live.Ended verify = overtap("verify", "--format", "json");
        assertThat(verify.code()).isEqualTo(3);
        JsonNode missing = JsonDocument.mapper().readTree(verify.out()).path("missing");
        assertThat(missing).hasSize(2);
        assertThat(missing).allMatch(m -> m.path("owner").asText().equals("n1"));
        JsonNode withN2 = missing.get(0).path("b").asText().equals("n2") ? missing.get(0) : missing.get(1);
        assertThat(withN2.path("seenBy").get(0).asText()).isEqualTo("n2");
        JsonNode withN3 = withN2 == missing.get(0) ? missing.get(1) : missing.get(0);
        assertThat(withN3.path("seenBy")).isEmpty();
    }

    @Test
    @Order(14)
    void statusSaysWhoIsDeadAndAnotherDeployMendsIt() throws Exception {
        assertThat(overtap("status").code()).isEqualTo(3);
        assertThat(JsonDocument.mapper()
                        .readTree(deploy("--format", "json").out())
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(overtap("status").code()).isZero();
    }

    @Test
    @Order(15)
    void aPlanEditedByHandIsDeployedAsItStands() throws Exception {
        Path plan = home.resolve("plan.json");
        overtap("plan", "--idle-timeout", "3", "--rotate", "2", "-o", plan.toString());
        Files.writeString(plan, Files.readString(plan).replace("\"port\": 9995", "\"port\": 9996"));
        Live.Ended edited = Live.inLab(home, LAB, "deploy", plan.toString(), "--profile", LAB);
        assertThat(edited.code()).as(edited.err()).isZero();
        Live.Ended verify = overtap("verify");
        assertThat(verify.code()).as(verify.out()).isZero();
        assertThat(onNode("n3", "ss -lun")).contains(":9996").doesNotContain(":9995");
    }

    @Test
    @Order(20)
    void collectBringsFlowFilesHome() throws Exception {
        Path flows = home.resolve("flows");
        assertThat(overtap("collect", "--to", flows.toString()).code()).isZero();
        try (var files = Files.walk(flows)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("nfcapd.2")))
                    .isNotEmpty();
        }
    }

    @Test
    @Order(21)
    void teardownRestoresEveryNode() {
        Live.Ended teardown = overtap("teardown");
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
        assertThat(overtap("teardown").code()).isEqualTo(2);
    }

    @Test
    @Order(22)
    void aTeardownWithoutCollectBringsTheDataHomeFirst() throws Exception {
        deploy();
        Path flows = home.resolve("saved");
        Live.Ended teardown = overtap("teardown", "--to", flows.toString());
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(flows.resolve("n3")).isDirectory();
    }
}
