package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.lab.net.LabException;

/**
 * An overlay on {@link NamespaceHosts#four}, under load, and the faults that can be played to it.
 */
record VerifiedHosts(NamespaceHosts hosts, VerifyFaults faults) implements AutoCloseable {
    /**
     * Builds and deploys it.
     *
     * @param prefix of the namespaces, unlike any other class's
     */
    static VerifiedHosts up(Path home, String prefix) throws Exception {
        NamespaceHosts hosts = NamespaceHosts.up(home, prefix);
        VerifiedHosts verified = new VerifiedHosts(hosts, new VerifyFaults(hosts));
        verified.deploy();
        verified.faults.startLoad();
        return verified;
    }

    @Override
    public void close() throws LabException {
        faults.endLoad();
        hosts.overtap("teardown", hosts.four(), "--discard-data");
        hosts.close();
    }

    private void deploy() {
        Live.Ended deployed = hosts.overtap("deploy", hosts.four(), "--yes", "--idle-timeout", "1", "--rotate", "2");
        assertThat(deployed.code()).as(deployed.err()).isZero();
    }

    /** A run of verify. */
    record Run(Live.Ended ended, JsonNode report) {
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

    Run verify(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("verify", hosts.four(), "--format", "json"));
        words.addAll(List.of(more));
        Live.Ended ended = hosts.overtap(words.toArray(String[]::new));
        assertThat(ended.out()).as(ended.err()).startsWith("{");
        return new Run(ended, LiveLab.json(ended));
    }

    Run requireHealthy() throws Exception {
        Run run = verify();
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
    Run requireNamed(VerifyFaults.Fault... played) throws Exception {
        Set<String> expected = new TreeSet<>();
        try {
            for (VerifyFaults.Fault fault : played) {
                fault.inflict().run();
                expected.addAll(fault.found());
            }
            Run run = verify();
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
}
