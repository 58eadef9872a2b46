package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanOptions;
import org.overtap.overlay.Planner;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class DeploymentsTest {
    @TempDir
    Path folder;

    @Test
    void onANodeThatTheExperimentNoLongerHasNothingIsLeftToBeRemoved() throws Exception {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.USUAL, InstrumentCatalogue.builtIn());
        StateFile state = StateFile.at(folder.resolve("state.json"));
        Deployment running = Deployment.planned("0123456789ab", Map.of(), topology, plan, InstrumentCatalogue.builtIn())
                .deploying()
                .running();
        state.write(running);
        assertThat(running.touched()).containsExactly("n1", "n2", "n3");
        Topology smaller = Samples.lan(2);
        OverlayPlan smallerPlan = Planner.lightweight(smaller, PlanOptions.USUAL, InstrumentCatalogue.builtIn());

        Deployment wanted = Deployments.wanted(state, Map.of(), smaller, smallerPlan, InstrumentCatalogue.builtIn());

        assertThat(wanted.id()).isEqualTo("0123456789ab");
        assertThat(wanted.touched()).containsExactly("n1", "n2");
    }

    @Test
    void aDeploymentAtAnotherSiteIsNotTakenForThisOne() throws Exception {
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.USUAL, InstrumentCatalogue.builtIn());
        StateFile state = StateFile.at(folder.resolve("state.json"));
        state.write(Deployment.planned(
                "0123456789ab", Map.of("boss", "boss.utah:3069"), topology, plan, InstrumentCatalogue.builtIn()));
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());
        Settings there = Settings.of(Map.of("boss", "boss.utah:3069"), environment);
        Settings elsewhere = Settings.of(Map.of("boss", "boss.wisc:3069"), environment);
        String source = "emulab:" + topology.experiment();

        assertThatCode(() -> Deployments.requireSameTestbed(state, source, there, environment))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Deployments.requireSameTestbed(state, source, elsewhere, environment))
                .hasMessageContaining("boss.utah:3069")
                .hasMessageContaining("--state");
    }
}
