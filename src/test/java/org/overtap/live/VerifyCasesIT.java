package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verify says of a healthy overlay under load, and under each fault: the right words, and nothing else named. In an
 * ordinary build faults that do not touch each other are played at once; under {@code -Pcases} each alone, healthy runs
 * in between.
 */
@Tag("live")
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
            hosts.overtap("teardown", hosts.four(), "--discard-data", "--yes");
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    private static void deploy() {
        Live.Ended deployed = hosts.overtap("deploy", hosts.four(), "--yes", "--idle-timeout", "1", "--rotate", "2");
        assertThat(deployed.code()).as(deployed.err()).isZero();
    }

    private static Live.Ended verify(String... more) {
        String[] words = {"verify", hosts.four(), "--format", "json"};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return hosts.overtap(all);
    }

    private static Set<String> found(JsonNode report) {
        Set<String> found = new TreeSet<>();
        report.path("findings")
                .forEach(finding -> found.add(String.join(
                        " ",
                        finding.path("kind").asText(),
                        finding.path("node").asText(""),
                        finding.path("interface").asText(""))));
        return found;
    }

    private static void requireHealthy() throws Exception {
        Live.Ended ended = verify();
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        JsonNode report = LiveLab.json(ended);
        assertThat(found(report)).isEmpty();
        assertThat(report.path("conversations").asInt()).isEqualTo(5);
        assertThat(report.path("observed").asInt()).isEqualTo(5);
        assertThat(report.path("exactlyOnce").asInt()).isEqualTo(5);
        assertThat(report.path("datagramsLost").asInt(-1)).isZero();
        assertThat(report.path("dropped").asInt(-1)).isZero();
        assertThat(report.path("foreign").asInt(-1)).isZero();
    }

    /** Under these at once verify names just what is at fault. */
    private static void requireNamed(VerifyFaults.Fault... played) throws Exception {
        Set<String> expected = new TreeSet<>();
        try {
            for (VerifyFaults.Fault fault : played) {
                fault.inflict().run();
                expected.addAll(fault.found());
            }
            Live.Ended ended = verify();
            assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(3);
            assertThat(found(LiveLab.json(ended))).as(ended.out() + ended.err()).isEqualTo(expected);
        } finally {
            for (VerifyFaults.Fault fault : played) {
                fault.mend().run();
            }
            deploy();
        }
    }

    @Case("B1")
    void healthyUnderLoad() throws Exception {
        requireHealthy();
    }

    @Case("B4 B5")
    void eachFault() throws Exception {
        String only = System.getProperty("overtap.fault", "");
        for (VerifyFaults.Fault fault : faults.all()) {
            if (only.isEmpty() || fault.name().equals(only)) {
                requireNamed(fault);
                requireHealthy();
            }
        }
    }
}
