package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.lab.Lab;

/** The client and a real boss behind a jump host: what it reads, and changes that rebuild the machines. */
@Tag("live")
class ExperimentControlIT {
    private static final String LAB = "ctlclient";

    private static final String SCRIPT = """
            source tb_compat.tcl
            set ns [new Simulator]
            foreach n {a b c} { set $n [$ns node]; tb-set-node-os [set $n] DEBIAN12-64-STD }
            set link0 [$ns duplex-link $a $b 5Mb 20ms DropTail]
            set lan0 [$ns make-lan "$a $b $c" 100Mb 0ms]
            tb-set-node-lan-params $c $lan0 10ms 10Mb 0
            ENDS
            $ns run
            """;

    @TempDir
    static Path home;

    @BeforeAll
    static void labUp() throws Exception {
        Live.require();
        Live.overtap(home, "lab", "down", LAB);
        Path script = Files.writeString(home.resolve("ends.ns"), SCRIPT.replace("ENDS", "tb-use-endnodeshaping 1"));
        Live.Ended up = Live.overtap(
                home, "lab", "up", script.toString(), "--name", LAB, "--experiment", "overtap/control", "--jump");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @AfterAll
    static void labDown() {
        Live.overtap(home, "lab", "down", LAB);
    }

    @Test
    void sessionsAndTopologyFollowEveryChangeOfTheExperiment() throws Exception {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("overtap.jar", "target/overtap.jar")
                        + File.pathSeparator
                        + Path.of(ExperimentTour.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                ExperimentTour.class.getName(),
                home.resolve("config/overtap/profiles/" + LAB + ".yaml").toString(),
                "overtap/control");
        Live.Ended tour = Live.run(home, Lab.opsCommand(LAB, words));

        assertThat(tour.code()).as(tour.out() + tour.err()).isZero();
        assertThat(tour.err()).as("nobody vouches for the jump host").containsOnlyOnce("note: first contact with ");
        assertThat(tour.out().lines())
                .containsExactly(
                        "end-shaped lan0: c",
                        "end-shaped link0: a, b",
                        "shapers: 0",
                        "good script: accepted",
                        "bad script: refused",
                        "swap in while active: refused",
                        "shapers: 2",
                        "a answers: a.control.overtap",
                        "while swapped: not active",
                        "a answers: a.control.overtap",
                        "broken script: old one back",
                        "end-shaped lan0: c",
                        "end-shaped link0: a, b",
                        "shapers: 0",
                        "restored: true");
    }
}
