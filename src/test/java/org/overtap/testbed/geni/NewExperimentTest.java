package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.lifecycle.ChangeRequest;
import org.overtap.lifecycle.DryRun;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.LifecycleListener;
import org.overtap.lifecycle.LoadRequest;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.report.DryRunText;
import org.overtap.report.PlanText;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SettingValues;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.TestbedRegistry;
import org.overtap.testbed.geni.portal.FakePortal;

/** What is told of a plan for which the user must start another experiment, and that nothing happens to this one. */
class NewExperimentTest {
    private static final PlanRequest HEAVY = new PlanRequest(
            PlanOptions.DEFAULT,
            InstrumentCatalogue.builtIn(),
            false,
            Set.of("lan"),
            Optional.of(new TapOptions(OptionalInt.empty(), "bridge-lan", false, Optional.empty(), 4, Set.of("lan"))),
            Optional.empty(),
            LoadRequest.NONE,
            ChangeRequest.DEFAULT);

    @TempDir
    private Path folder;

    private FakePortal server;
    private final List<String> questions = new ArrayList<>();

    /** The portal's testbed on nodes that are not there. */
    private record Provider(FakePortal server) implements TestbedProvider {
        @Override
        public String name() {
            return "portal";
        }

        @Override
        public Support support() {
            return Support.UNTESTED;
        }

        @Override
        public String syntax() {
            return "PROJECT,NAME";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public String experiment(String words) {
            return "portal/" + words;
        }

        @Override
        public Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException {
            return PortalModifierContractTest.open(server);
        }
    }

    @BeforeEach
    void serverUp() throws Exception {
        server = new FakePortal(0)
                .having(9)
                .with(
                        FakeManifest.aggregate(),
                        "ready",
                        FakeManifestTest.three().xml());
    }

    @AfterEach
    void serverDown() {
        server.close();
    }

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    private OverlayLifecycle overlay() {
        ExperimentAccess access = new ExperimentAccess(
                new TestbedRegistry(List.of(new Provider(server)))
                        .locate("portal:proj1,exp1")
                        .orElseThrow(),
                Map.of(),
                given -> PortalModifierContractTest.settings(server));
        return new OverlayLifecycle(access, state(), LifecycleListener.SILENT, questions::add, false);
    }

    private OverlayPlan plan() throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            return overlay.plan(HEAVY).plan();
        }
    }

    @Test
    void theBillSaysThatItIsANewExperiment() throws Exception {
        OverlayPlan plan = plan();
        assertThat(PlanText.of(plan))
                .contains(
                        "extra nodes: 2: 0 shapers, 2 taps, 0 collectors; 9 free (9 c6525-100g)\n",
                        "  a NEW experiment, which you start: 5 machines, in about 10 minutes (an estimate)\n"
                                + "  because the profile of proj1,exp1 (PortalProfiles,small-lan) has no parameter",
                        "the one that runs stays as it is")
                .doesNotContain("without the experiment", "may come up as other machines");
        JsonNode bill = PlanFile.document(plan).path("bill");
        assertThat(bill.at("/newExperiment/nodes").asInt()).isEqualTo(5);
        assertThat(bill.at("/newExperiment/nodesMax").asInt()).isEqualTo(5);
        assertThat(bill.at("/newExperiment/reason").asText()).contains("has no parameter 'overtap'");
        assertThat(bill.path("nodesAtRisk").asInt()).isZero();
    }

    @Test
    void itTakesMachinesForAllOfIt() throws Exception {
        assertThat(plan().extra().sufficient()).contains(true);
        server.having(4);
        assertThat(plan().extra().sufficient()).as("2 are added, but 5 needed").contains(false);
    }

    @Test
    void whereMachinesCanBeAddedNothingOfThatIsSaid() throws Exception {
        server.extensible(value -> {});
        OverlayPlan plan = plan();
        assertThat(plan.bill().orElseThrow().newExperiment()).isEmpty();
        assertThat(PlanText.of(plan)).contains("may come up as other machines").doesNotContain("NEW");
    }

    @Test
    void theDryRunShowsTheRequestAndDeployingWritesItAndAsksForNothing() throws Exception {
        try (OverlayLifecycle overlay = overlay()) {
            DryRun run = overlay.dryRun(HEAVY);
            assertThat(DryRunText.of(run))
                    .contains(
                            "a NEW experiment, which you start",
                            "start a NEW experiment with this (",
                            "+   <node client_id=\"tap-lan\"",
                            "nothing is asked of the portal",
                            "then, deploying on the new one")
                    .doesNotContain("send this", "ask the testbed");
            assertThat(DryRunText.document(run).path("script").asText()).startsWith("<rspec");
        }
        Path file = Path.of("proj1-exp1-overtap.rspec.xml");
        try (OverlayLifecycle overlay = overlay()) {
            assertThatThrownBy(() -> overlay.deploy(overlay.prepare(overlay.plan(HEAVY))))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContainingAll(
                            "start a new experiment",
                            file.toAbsolutePath().toString(),
                            "overtap deploy portal:proj1,ITS-NAME --mode heavyweight --tap bridge-lan",
                            "nothing was changed");
            assertThat(Files.readString(file)).contains("<node client_id=\"tap-lan\"", "key=\"nomac_learning\"");
        } finally {
            Files.deleteIfExists(file);
        }
        assertThat(questions).isEmpty();
        assertThat(state().read()).isEmpty();
        assertThat(server.requests()).noneMatch(request -> request.startsWith("PATCH"));
    }
}
