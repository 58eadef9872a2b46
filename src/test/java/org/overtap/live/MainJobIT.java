package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The main job on one lab, step by step, and what goes wrong on the way. */
@Tag("live")
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
    @TempDir
    static Path home;

    private static LiveLab lab;

    @BeforeAll
    static void labUp() {
        lab = LiveLab.up(home, "mainjob", "overtap/job", "sample-topologies/three-node-lan/experiment.ns");
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Live.Ended deploy(String... more) {
        return lab.quick("deploy", more);
    }

    private static String traces(String node) {
        return lab.onNode(node, "ls -d /var/tmp/overtap-* 2>/dev/null; pgrep -l 'pmacctd|nfcapd'");
    }

    @Test
    @Order(1)
    void aDryRunPrintsEveryActionAndChangesNothing() {
        Live.Ended dry = deploy("--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("pcap_interface: eth1", "-n n1,", "nothing was changed");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(2)
    void aNodeWithoutSudoIsNamedAndNothingIsStarted() {
        lab.onNode("n2", "mkdir /root/kept; mv /etc/sudoers.d/* /root/kept/");
        Live.Ended ended = deploy();
        lab.onNode("n2", "mv /root/kept/* /etc/sudoers.d/; rmdir /root/kept");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n2", "sudo", "--exclude n2");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(3)
    void aNodeWithoutThePackageIsNamedWithTheWayToGetIt() {
        lab.onNode("n1", "mv /usr/sbin/pmacctd /root/pmacctd");
        Live.Ended ended = deploy("--probe", "pmacctd");
        Live.Ended unnamed = deploy("--dry-run");
        lab.onNode("n1", "mv /root/pmacctd /usr/sbin/pmacctd");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n1", "pmacctd", "apt-get install pmacct");
        assertThat(unnamed.code()).isZero();
        assertThat(unnamed.out()).containsPattern("is taken on n1: .*pmacctd");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(4)
    void aProbeThatDiesAtOnceShowsItsLogAndTheRestIsUndone() {
        lab.onNode(
                "n1",
                "mv /usr/sbin/pmacctd /root/pmacctd; printf '#!/bin/sh\\necho out of luck >&2\\nexit 1\\n'"
                        + " >/usr/sbin/pmacctd; chmod 755 /usr/sbin/pmacctd");
        Live.Ended ended = deploy();
        lab.onNode("n1", "mv /root/pmacctd /usr/sbin/pmacctd");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("n1", "out of luck", "stopped and removed");
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
    }

    @Test
    @Order(5)
    void anUnknownExperimentAndAnUnreachableBossAreSaid() {
        Live.Ended unknown = Live.inLab(home, lab.name(), "topology", "emulab:overtap/none", "--profile", lab.name());
        assertThat(unknown.code()).isIn(1, 2);
        assertThat(unknown.err()).contains("overtap/none").doesNotContain("Exception");
        Live.Ended unreachable = Live.inLab(
                home, lab.name(), "topology", lab.source(), "--profile", lab.name(), "--boss", "127.0.0.1:3069");
        assertThat(unreachable.code()).isEqualTo(1);
        assertThat(unreachable.err()).contains("127.0.0.1:3069").doesNotContain("Exception");
    }

    @Test
    @Order(6)
    void aWrongCertificateIsRefusedWithTheFileNamed() throws Exception {
        Path wrong = Files.writeString(home.resolve("wrong.pem"), "no certificate at all\n");
        Live.Ended ended = lab.overtap("topology", "--cert", wrong.toString());
        assertThat(ended.code()).isIn(1, 2);
        assertThat(ended.err()).contains("wrong.pem");
    }

    @Test
    @Order(10)
    void runDeploysAndProvesEverything() throws Exception {
        Live.Ended run = lab.quick("run", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode verify = LiveLab.json(run).path("verify");
        assertThat(verify.path("observed").asInt()).isEqualTo(3);
        assertThat(verify.path("exactlyOnce").asInt()).isEqualTo(3);
    }

    @Test
    @Order(11)
    void withoutYesAndWithoutATerminalRunAsksForYes() {
        Live.Ended run = lab.overtap("run");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--yes");
    }

    @Test
    @Order(12)
    void aSecondDeployChangesNothing() throws Exception {
        String before = traces("n1") + traces("n2") + traces("n3");
        Live.Ended again = deploy("--format", "json");
        assertThat(LiveLab.json(again).path("changed").asInt(-1)).isZero();
        assertThat(traces("n1") + traces("n2") + traces("n3")).isEqualTo(before);
    }

    @Test
    @Order(13)
    void afterAProbeIsKilledVerifyNamesWhatItOwnedAndWhoElseSawIt() throws Exception {
        lab.onNode("n1", "kill -9 $(cut -d' ' -f1 /var/tmp/overtap-*/probe-1/pid)");
        Live.Ended verify = lab.overtap("verify", "--format", "json");
        assertThat(verify.code()).isEqualTo(3);
        JsonNode missing = LiveLab.json(verify).path("missing");
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
        assertThat(lab.overtap("status").code()).isEqualTo(3);
        assertThat(LiveLab.json(deploy("--format", "json")).path("changed").asInt())
                .isEqualTo(1);
        assertThat(lab.overtap("status").code()).isZero();
    }

    @Test
    @Order(15)
    void aPlanEditedByHandIsDeployedAsItStands() throws Exception {
        Path plan = home.resolve("plan.json");
        lab.overtap("plan", "--idle-timeout", "3", "--rotate", "2", "-o", plan.toString());
        Files.writeString(plan, Files.readString(plan).replace("\"port\": 9995", "\"port\": 9996"));
        Live.Ended edited = Live.inLab(home, lab.name(), "deploy", plan.toString(), "--profile", lab.name());
        assertThat(edited.code()).as(edited.err()).isZero();
        Live.Ended verify = lab.overtap("verify");
        assertThat(verify.code()).as(verify.out()).isZero();
        assertThat(lab.onNode("n3", "ss -lun")).contains(":9996").doesNotContain(":9995");
    }

    @Test
    @Order(16)
    void withoutItsStateFileTheNodesTellOfTheDeployment() throws Exception {
        Path away = home.resolve("away.json");
        Files.move(lab.state(), away);
        Live.Ended status = lab.overtap("status", "--format", "json");
        Live.Ended verify = lab.overtap("verify");
        assertThat(lab.state()).as("remembered again").exists();
        Files.move(away, lab.state(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.err()).contains("going by what nodes tell");
        assertThat(LiveLab.json(status).path("complete").asBoolean()).isTrue();
        assertThat(LiveLab.json(status).path("daemons"))
                .hasSize(3)
                .allMatch(daemon -> daemon.path("state").asText().equals("alive"));
        assertThat(verify.code()).as(verify.err()).isZero();
    }

    @Test
    @Order(20)
    void collectBringsFlowFilesHome() throws Exception {
        Path flows = home.resolve("flows");
        assertThat(lab.overtap("collect", "--to", flows.toString()).code()).isZero();
        try (var files = Files.walk(flows)) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("nfcapd.2")))
                    .isNotEmpty();
        }
    }

    @Test
    @Order(21)
    void teardownRestoresEveryNode() {
        Live.Ended teardown =
                lab.overtap("teardown", "--to", home.resolve("flows").toString());
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(traces("n1") + traces("n2") + traces("n3")).isBlank();
        assertThat(lab.overtap("teardown").code()).isEqualTo(2);
    }

    @Test
    @Order(22)
    void aTeardownWithoutCollectBringsTheDataHomeFirst() throws Exception {
        deploy();
        Path flows = home.resolve("saved");
        Live.Ended teardown = lab.overtap("teardown", "--to", flows.toString());
        assertThat(teardown.code()).as(teardown.err()).isZero();
        assertThat(flows.resolve("n3")).isDirectory();
    }
}
