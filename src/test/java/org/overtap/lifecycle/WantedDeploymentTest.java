package org.overtap.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.testbed.TestbedRegistry;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class WantedDeploymentTest {
    @TempDir
    Path folder;

    @Test
    void onANodeThatTheExperimentNoLongerHasNothingIsLeftToBeRemoved() {
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        Topology before = Samples.lan(3);
        Deployment standing = Deployment.planned(
                        "0123456789ab",
                        Map.of(),
                        before,
                        Planner.lightweight(before, PlanOptions.DEFAULT, instruments),
                        instruments)
                .deploying()
                .running();
        assertThat(standing.touched()).containsExactly("n1", "n2", "n3");
        Topology now = Samples.lan(2);
        OverlayPlan plan = Planner.lightweight(now, PlanOptions.DEFAULT, instruments);

        Deployment wanted = WantedDeployment.of(Optional.of(standing), Map.of(), now, plan, instruments);

        assertThat(wanted.id()).isEqualTo("0123456789ab");
        assertThat(wanted.touched()).containsExactly("n1", "n2");
    }

    @Test
    void aDeploymentAtAnotherSiteIsNotTakenForThisOne() throws Exception {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn());
        StateFile state = StateFile.at(folder.resolve("state.json"));
        state.write(Deployment.planned(
                "0123456789ab", Map.of("boss", "boss.utah:3069"), topology, plan, InstrumentCatalogue.builtIn()));

        assertThatThrownBy(() -> at("boss.wisc:3069", topology, state).discover())
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("boss.utah:3069")
                .hasMessageContaining("--state");
        assertThatThrownBy(() -> at("boss.utah:3069", topology, state).discover())
                .hasMessageContaining("none.pem")
                .hasMessageNotContaining("--state");
    }

    /** The experiment at that site; a certificate that is not there ends every attempt to reach it. */
    private OverlayLifecycle at(String boss, Topology topology, StateFile state) {
        String nowhere = folder.resolve("none.pem").toString();
        ExperimentAccess access = new ExperimentAccess(
                TestbedRegistry.builtIn()
                        .locate("emulab:" + topology.experiment())
                        .orElseThrow(),
                Map.of("boss", boss, "cert", nowhere, "ca", nowhere),
                SettingMap::new);
        return new OverlayLifecycle(access, state, LifecycleListener.SILENT, Consent.GIVEN, false);
    }
}
