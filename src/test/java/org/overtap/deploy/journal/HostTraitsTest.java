package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.deploy.Deployer;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.shell.Privilege;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** Where files go, where records come from and how root is had is each node's own to tell. */
class HostTraitsTest {
    private static final HostTraits ODD = new HostTraits("/data/scratch", Optional.of("192.0.2.77"), Privilege.ROOT);

    private static Deployment wanted() {
        Topology topology = Samples.lan(3);
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        return Deployment.planned(
                "0123abc",
                Map.of(),
                topology,
                Planner.lightweight(topology, PlanOptions.DEFAULT, instruments),
                instruments);
    }

    private static List<String> actions(Deployment wanted, String node) {
        return Deployer.stages(wanted).stream()
                .flatMap(List::stream)
                .filter(step -> step.node().equals(node))
                .flatMap(step -> step.actions().stream())
                .toList();
    }

    @Test
    void aNodeIsWorkedOnAsItsHostTells() {
        Deployment wanted = wanted().on(Map.of("n1", ODD));

        assertThat(wanted.folder("n1")).isEqualTo("/data/scratch/overtap-0123abc-n1");
        assertThat(String.join("\n", actions(wanted, "n1")))
                .contains("/data/scratch", "192.0.2.77")
                .doesNotContain("sudo", "/var/tmp");
        assertThat(String.join("\n", actions(wanted, "n2")))
                .contains("sudo -n", "/var/tmp/overtap-0123abc-n2")
                .doesNotContain("/data/scratch");
    }

    @Test
    void whatARecordIsToldByIsTheExportersAddress() {
        assertThat(wanted().on(Map.of("n1", ODD)).wanted().stream()
                        .filter(entry -> entry.node().equals("n1"))
                        .flatMap(entry -> entry.daemon().source().stream())
                        .map(Daemon.Source::exporter))
                .containsExactly("192.0.2.77");
    }

    @Test
    void theStateFileRemembersIt() throws Exception {
        Deployment wanted = wanted().on(Map.of("n1", ODD));
        String text = JsonDocument.mapper().writeValueAsString(wanted);
        assertThat(JsonDocument.mapper().readValue(text, Deployment.class).hosts())
                .isEqualTo(Map.of("n1", ODD));
        assertThat(JsonDocument.mapper().writeValueAsString(wanted())).doesNotContain("workFolder");
    }
}
