package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.testbed.FakeExperiment;
import org.overtap.topology.Samples;
import org.overtap.topology.file.JsonDocument;

/** The commands on a running experiment, as typed, on one in memory. */
class DeploymentCommandsTest {
    @TempDir
    Path folder;

    private final FakeExperiment experiment = new FakeExperiment(Samples.lan(3));

    private record Ran(int code, String out, String err) {
        JsonNode document() throws Exception {
            return JsonDocument.mapper().readTree(out);
        }
    }

    private Ran run(String command, String... args) {
        List<String> words = new ArrayList<>(List.of(
                command, "fake:p/lan", "--state", folder.resolve("state.json").toString()));
        words.addAll(List.of(args));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                experiment.registry(), words.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    @Test
    void aDeploymentIsMadeShownCollectedAndRemoved() throws Exception {
        Ran deployed = run("deploy");
        assertThat(deployed.code()).as(deployed.err()).isZero();
        assertThat(deployed.out())
                .contains(
                        "3 daemons started or stopped",
                        "next: overtap verify fake:p/lan --state " + folder.resolve("state.json") + "\n");

        assertThat(run("deploy").out()).contains("nothing to change");
        JsonNode status = run("status", "--format", "json").document();
        assertThat(status.path("daemons")).hasSize(3);
        assertThat(status.path("complete").asBoolean()).isTrue();
        Ran collected = run("collect", "--to", folder.resolve("flows").toString(), "--format", "json");
        assertThat(collected.document().path("folders")).hasSize(1);
        assertThat(collected.document().path("sources").get(0).path("newFiles").asInt())
                .isEqualTo(1);
        assertThat(folder.resolve("flows/exporters.json")).content().contains("\"segment\": \"lan0\"");
        assertThat(run("collect", "--to", folder.resolve("flows").toString()).out())
                .contains("1 (0 bytes), 0 of them new", "README.txt");

        JsonNode removed = run("teardown", "--format", "json").document();
        assertThat(removed.path("leftovers").asInt(-1)).isZero();
        assertThat(removed.path("scriptRestored").asBoolean()).isTrue();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void aCollectorsNodeThatWasWipedIsNotCollected() throws Exception {
        run("deploy");
        Path state = folder.resolve("state.json");
        String flows = folder.resolve("flows").toString();
        experiment.wipe("n3");
        Ran collected = run("collect", "--to", flows);
        assertThat(collected.code()).isEqualTo(1);
        assertThat(collected.err()).contains("nothing was there", "n3");
        assertThat(JsonDocument.mapper()
                        .readTree(state.toFile())
                        .path("collected")
                        .path("all")
                        .asBoolean(true))
                .isFalse();

        Ran teardown = run("teardown", "--to", flows);
        assertThat(teardown.code()).isEqualTo(1);
        assertThat(teardown.err()).contains("nothing was there", "--discard-data");
        assertThat(state).exists();
        assertThat(run("teardown", "--discard-data").code()).isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void filesOfTwoDeploymentsAreNeverMixed() {
        String flows = folder.resolve("flows").toString();
        run("deploy");
        assertThat(run("teardown", "--to", flows).code()).isZero();
        run("deploy");
        Ran collected = run("collect", "--to", flows);
        assertThat(collected.code()).isEqualTo(1);
        assertThat(collected.err()).contains(flows, "another deployment", "--to");
        assertThat(run("teardown", "--to", flows).code()).isEqualTo(1);
        assertThat(experiment.hasAnythingOfUs()).isTrue();
        assertThat(run("teardown", "--to", folder.resolve("more").toString()).code())
                .isZero();
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void aDaemonThatDiedEndsStatusWithThree() {
        run("deploy");
        experiment.kill("n1", "probe-1");
        assertThat(run("status").code()).isEqualTo(3);
    }

    @Test
    void aPlanThatWouldNotDoEndsWithThreeAndNothingIsDeployed() throws Exception {
        Ran deployed = run("deploy", "--exclude", "n1,n2");
        assertThat(deployed.code()).isEqualTo(3);
        assertThat(deployed.err()).contains("nobody sees n1 <-> n2 on lan0");

        Ran ran = run("run", "--exclude", "n1,n2", "--yes", "--format", "json");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().path("schema").asText()).isEqualTo("overtap/run/1");
        assertThat(ran.document().path("verify").isNull()).isTrue();

        assertThat(experiment.hasAnythingOfUs()).isFalse();
        assertThat(folder.resolve("state.json")).doesNotExist();
    }

    @Test
    void withNobodyToAskTheOneShotEndsWithTwo() {
        Ran ran = run("run");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--yes");
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void aDryRunPrintsEveryRemoteActionAndChangesNothing() throws Exception {
        JsonNode document = run("deploy", "--dry-run", "--format", "json").document();
        assertThat(document.path("schema").asText()).isEqualTo("overtap/dry-run/1");
        assertThat(document.path("actions").findValuesAsText("title")).anyMatch(title -> title.contains("pmacctd"));
        assertThat(run("deploy", "--dry-run").out()).endsWith("nothing was changed\n");
        assertThat(experiment.hasAnythingOfUs()).isFalse();
    }

    @Test
    void whatFailsEndsWithOneAndWhatIsAskedWronglyWithTwo() {
        assertThat(run("verify").code()).isEqualTo(2);
        run("deploy");
        assertThat(run("verify", "--count", "0").code()).isEqualTo(2);
        experiment.takeOut();
        Ran status = run("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.err()).contains("is put away");
    }

    @Test
    void anEditedPlanThatCannotBeMeantEndsWithTwoAndNothingIsAsked() throws Exception {
        Path plan = folder.resolve("plan.json");
        String text = JsonDocument.text(PlanFile.document(
                Planner.lightweight(Samples.lan(3), PlanOptions.DEFAULT, InstrumentCatalogue.builtIn())));
        Files.writeString(plan, text.replace("9995", "22"));
        experiment.setFate(call -> {
            throw new AssertionError("asked " + call);
        });
        StringWriter err = new StringWriter();
        int code = Main.run(
                experiment.registry(),
                new String[] {
                    "deploy",
                    plan.toString(),
                    "--state",
                    folder.resolve("state.json").toString()
                },
                new PrintWriter(new StringWriter()),
                new PrintWriter(err));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("plan.json:", "collectors[0].port: port 22 of the collector on n3");
    }
}
