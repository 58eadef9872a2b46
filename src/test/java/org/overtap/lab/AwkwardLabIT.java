package org.overtap.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.Namespaces;
import org.overtap.live.Live;
import org.overtap.live.Live.Ended;

/** Labs that are awkward on purpose, and labs that are interrupted. */
@Tag("live")
class AwkwardLabIT {
    private static final String LAB = "labawk";
    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            set a [$ns node]
            set b [$ns node]
            set l [$ns duplex-link $a $b 10Mb 0ms DropTail]
            tb-set-endnodeshaping $l 1
            $ns run
            """;

    @TempDir
    Path home;

    @BeforeEach
    void clean() throws LabException {
        Live.require();
        LabTraces.removeLeft(LAB);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        LabTraces.removeLeft(LAB);
        assertThat(LabTraces.of(LAB)).isEmpty();
    }

    private Ended ssh(List<String> options, String target, String command) throws LabException {
        List<String> argv = new java.util.ArrayList<>(List.of("ssh", "-o", "ConnectTimeout=5"));
        argv.addAll(options);
        argv.addAll(List.of(LabSpec.USER + "@" + target, command));
        return Live.run(home, Lab.opsCommand(LAB, argv));
    }

    @Test
    void machinesBehindAJumpHostAreReachedThroughItOnly() throws Exception {
        Lab.up(LabSpec.of(LAB, "testproj", "exp1", SCRIPT).withJump(true), line -> {});
        LabFolder folder = LabFolder.of(new LabName(LAB));
        List<String> options = List.of(
                "-i",
                folder.sshKey().toString(),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null");
        assertThat(ssh(options, "172.30.1.101", "true").code()).isNotZero();
        String words = "ssh " + String.join(" ", options) + " -W %h:%p experimenter@172.31.0.4";
        List<String> jumping = new java.util.ArrayList<>(options);
        jumping.addAll(List.of("-o", "ProxyCommand=" + words));
        Ended ended = ssh(jumping, "172.30.1.101", "hostname");
        assertThat(ended.out()).as(ended.err()).isEqualTo("a.exp1.testproj\n");
        assertThat(Files.readString(LabProfile.fileOf(LAB))).contains("gateway: \"experimenter@172.31.0.4:22\"");
    }

    @Test
    void aNodeWithoutPackagesLacksTheirProgramsAndRecords() throws Exception {
        Lab.up(LabSpec.of(LAB, "testproj", "exp1", SCRIPT).withoutPackagesOn(Set.of("b")), line -> {});
        String question = "command -v pmacctd nfcapd; dpkg-query -W -f '${Status}' pmacct 2>&1";
        assertThat(Live.onNode(LAB, "a", "sh", "-c", question).out()).contains("/pmacctd", "install ok installed");
        assertThat(Live.onNode(LAB, "b", "sh", "-c", question).out())
                .doesNotContain("/pmacctd")
                .contains("no packages found");
    }

    @Test
    void endNodeShapingAndOffloadsAreTheNodesOwn() throws Exception {
        Lab.up(LabSpec.of(LAB, "testproj", "exp1", SCRIPT).withOffloads(true), line -> {});
        String script = "cat /var/emulab/boot/delay_mapping; tc qdisc show dev eth1; ethtool -k eth1";
        assertThat(Live.onNode(LAB, "a", "sh", "-c", script).out())
                .contains("l simplex a eth1 110", "qdisc htb 110:", "tcp-segmentation-offload: on");
        assertThat(Namespaces.of(new LabName(LAB))).noneMatch(name -> name.contains("tbdelay"));
    }

    @Test
    void aBadScriptIsRefusedWithItsLineBeforeAnythingIsMade() {
        assertThatThrownBy(() -> Lab.up(LabSpec.of(LAB, "testproj", "exp1", SCRIPT + "nosuch thing\n"), line -> {}))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("line 8");
    }

    @Test
    void aSecondLabOfTheSameNameIsRefusedAndTheFirstStays() throws Exception {
        LabSpec spec = LabSpec.of(LAB, "testproj", "exp1", SCRIPT);
        Lab.up(spec, line -> {});
        assertThatThrownBy(() -> Lab.up(spec, line -> {})).hasMessageContaining("is there already");
        assertThat(Live.onNode(LAB, "a", "hostname").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 1300, 2000, 2800})
    void whatAKilledLabUpLeftIsTakenAwayByDown(int milliseconds) throws Exception {
        Path script = Files.writeString(home.resolve("x.ns"), SCRIPT);
        Process up = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("overtap.jar", "target/overtap.jar"))
                                .toAbsolutePath()
                                .toString(),
                        "lab",
                        "up",
                        script.toString(),
                        "--name",
                        LAB)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        Thread.sleep(milliseconds);
        up.destroyForcibly().waitFor();
        Thread.sleep(100);
        LabTraces.removeLeft(LAB);
        assertThat(LabTraces.of(LAB)).isEmpty();
    }
}
