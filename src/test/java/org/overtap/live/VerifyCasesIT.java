package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verify says of a healthy overlay under load, and under each fault: the right words, and nothing else named. In an
 * ordinary build faults that do not touch each other are played at once; under {@code -Pcases} each alone, a healthy run
 * after each.
 */
@Tag("live")
@Order(1)
class VerifyCasesIT {
    @TempDir
    static Path home;

    private static NamespaceHosts hosts;
    private static VerifyFaults faults;

    @BeforeAll
    static void deployed() throws Exception {
        hosts = NamespaceHosts.up(home, VerifyFaults.PREFIX);
        faults = new VerifyFaults(hosts);
        deploy();
        faults.startLoad();
    }

    @AfterAll
    static void takenDown() throws Exception {
        if (faults != null) {
            faults.endLoad();
            hosts.overtap("teardown", hosts.four(), "--discard-data");
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    private static void deploy() {
        Live.Ended deployed = hosts.overtap("deploy", hosts.four(), "--yes", "--idle-timeout", "1", "--rotate", "2");
        assertThat(deployed.code()).as(deployed.err()).isZero();
    }

    /** A run of verify. */
    private record Run(Live.Ended ended, JsonNode report) {
        static Run of(String... more) throws Exception {
            List<String> words = new java.util.ArrayList<>(List.of("verify", hosts.four(), "--format", "json"));
            words.addAll(List.of(more));
            Live.Ended ended = hosts.overtap(words.toArray(String[]::new));
            assertThat(ended.out()).as(ended.err()).startsWith("{");
            return new Run(ended, LiveLab.json(ended));
        }

        Set<String> found() {
            Set<String> found = new TreeSet<>();
            report.path("findings")
                    .forEach(finding -> found.add(String.join(
                            " ",
                            finding.path("kind").asText(),
                            finding.path("node").asText(""),
                            finding.path("interface").asText(""))));
            return found;
        }

        int number(String key) {
            return report.path(key).asInt(-1);
        }

        @Override
        public String toString() {
            return ended.out() + ended.err();
        }
    }

    private static Run requireHealthy() throws Exception {
        Run run = Run.of();
        assertThat(run.ended().code()).as(run.toString()).isZero();
        assertThat(run.found()).isEmpty();
        for (String key : List.of("conversations", "observed", "exactlyOnce")) {
            assertThat(run.number(key)).as(key).isEqualTo(5);
        }
        for (String key : List.of("duplicates", "gaps", "datagramsLost", "dropped", "foreign")) {
            assertThat(run.number(key)).as(key).isZero();
        }
        return run;
    }

    /** Under these at once verify names just what is at fault. */
    private static Run requireNamed(VerifyFaults.Fault... played) throws Exception {
        Set<String> expected = new TreeSet<>();
        try {
            for (VerifyFaults.Fault fault : played) {
                fault.inflict().run();
                expected.addAll(fault.found());
            }
            Run run = Run.of();
            assertThat(run.ended().code()).as(run.toString()).isEqualTo(3);
            assertThat(run.found()).as(run.toString()).isEqualTo(expected);
            return run;
        } finally {
            for (VerifyFaults.Fault fault : played) {
                fault.mend().run();
            }
            deploy();
        }
    }

    private static boolean once() {
        return CaseRuns.times() == 1;
    }

    @Case("B1")
    void aHealthyOverlayUnderLoadIsProven() throws Exception {
        requireHealthy();
    }

    @Case("B3 B4 B5")
    void eachFaultIsNamedAndOnceItIsMendedNoMore() throws Exception {
        if (once()) {
            requireNamed(faults.killed(), faults.frozen(), faults.down());
            requireNamed(faults.filtered(), faults.lossy());
            requireHealthy();
        } else {
            for (VerifyFaults.Fault fault : faults.all()) {
                requireNamed(fault);
                requireHealthy();
            }
        }
    }

    @Case("A9")
    void droppedPacketsAreToldAsTheProbeCountsThem() throws Exception {
        long before = faults.droppedBy("b", "eth2");
        Run run = requireNamed(faults.dropping());
        assertThat(run.number("dropped"))
                .isEqualTo((int) (faults.droppedBy("b", "eth2") - before))
                .isPositive();
    }

    @Case("A10")
    void whatACollectorMissedIsHistoryAndDecidesOnlyIfItIsAskedTo() throws Exception {
        Run dead = requireNamed(faults.collectorDead());
        assertThat(dead.report().path("findings").path(0).path("conversations").asInt())
                .isEqualTo(5);
        Run mended = Run.of("--strict");
        assertThat(mended.ended().code()).as(mended.toString()).isEqualTo(3);
        assertThat(mended.found()).isEmpty();
        JsonNode outages = mended.report().path("history").path("outages");
        assertThat(outages.findValuesAsText("node")).contains("a");
        assertThat(outages.path(outages.size() - 1).path("seconds").asLong(-1)).isPositive();
    }

    @Case("A11")
    void recordsThatNoProbeSentProveNothing() throws Exception {
        Run run = requireNamed(faults.forged());
        assertThat(run.number("observed")).isZero();
        assertThat(run.number("foreign")).isPositive();
    }
}
