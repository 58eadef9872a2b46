package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.deploy.FakeNodes;
import org.overtap.deploy.FakeOverlay;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.Progress;
import org.overtap.deploy.Status;
import org.overtap.deploy.Teardown;
import org.overtap.instrument.Runs;
import org.overtap.shell.Command;
import org.overtap.topology.file.JsonDocument;

/** State files that the first version wrote in a lab, and folders as it made them. */
@EnabledOnOs(OS.LINUX)
class FormerDeploymentTest {
    private static final Path FORMER = Path.of("src/test/resources/former");

    @TempDir
    Path folder;

    private StateFile file(String name) throws Exception {
        Path copy = folder.resolve(name);
        return StateFile.at(Files.exists(copy) ? copy : Files.copy(FORMER.resolve(name), copy));
    }

    private Deployment read(String name) throws Exception {
        return file(name).read("overtap/exp1").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "lightweight.json, Running, false, 3",
        "lightweight-collected.json, Running, false, 3",
        "heavyweight.json, Running, true, 2",
        "heavyweight-leaving.json, Restoring, true, 0"
    })
    void allOfItIsKnown(String name, String phase, boolean modified, int nodes) throws Exception {
        Deployment found = read(name);
        assertThat(found.phase().getClass().getSimpleName()).isEqualTo(phase);
        assertThat(found.modification().isPresent()).isEqualTo(modified);
        assertThat(found.touched()).hasSize(nodes);
        assertThat(found.holdsUncollected()).isEqualTo(nodes > 0 && !name.contains("collected"));
        assertThat(found.connection()).containsEntry("profile", "exp1");
        StateFile again = StateFile.at(folder.resolve("again.json"));
        again.write(found);
        assertThat(again.read()).as("as it is written today").contains(found);
    }

    @Test
    void whatWasDoneToTheExperimentIsKept() throws Exception {
        Modification made = read("heavyweight.json").modification().orElseThrow();
        assertThat(made.original().text()).contains("set ns [new Simulator]").doesNotContain("overtap");
        assertThat(made.sent().text()).contains("set ns [new Simulator]").contains("overtap");
        assertThat(made.machines()).isEqualTo(3);
        assertThat(made.before().orElseThrow().nodes()).hasSize(3);
        assertThat(read("lightweight-collected.json").collected().folder()).contains("/home/user/flows");
    }

    @Test
    void itsDaemonsAreWorkedOutAsTheyWereStarted() throws Exception {
        Deployment found = read("lightweight.json");
        assertThat(found.journal().entries())
                .extracting(JournalEntry::node, JournalEntry::folder)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n3", "/var/tmp/overtap-" + found.id() + "/collector"),
                        org.assertj.core.groups.Tuple.tuple("n1", "/var/tmp/overtap-" + found.id() + "/probe-1"),
                        org.assertj.core.groups.Tuple.tuple("n2", "/var/tmp/overtap-" + found.id() + "/probe-1"));
        Runs.Process collector =
                (Runs.Process) found.journal().entries().get(0).daemon().runs();
        assertThat(String.join(" ", collector.argv()))
                .isEqualTo("nfcapd -w flows -b 172.30.1.103 -p 9995 -t 2 -B 8388608");
        Runs.Process probe =
                (Runs.Process) found.journal().entries().get(1).daemon().runs();
        assertThat(probe.config().orElseThrow().text())
                .contains("pcap_interface: eth1\n")
                .contains("nfprobe_receiver: 172.30.1.103:9995\n");
        assertThat(FlowFiles.sources(found))
                .extracting(FlowFiles.Source::folder)
                .containsExactly("/var/tmp/overtap-" + found.id() + "/collector/flows");
    }

    @ParameterizedTest
    @CsvSource({
        "complete, false, Deploying, false",
        "arrived, false, ChangingExperiment, true",
        "leaving, true, Restoring, true",
    })
    void aStepThatWasCutOffIsKnown(String flag, boolean value, String phase, boolean changing) throws Exception {
        StateFile file = file("heavyweight.json");
        ObjectNode tree =
                (ObjectNode) JsonDocument.mapper().readTree(file.path().toFile());
        ((ObjectNode) (tree.has(flag) ? tree : tree.path("script"))).put(flag, value);
        JsonDocument.write(file.path(), tree);
        Deployment found = file.read().orElseThrow();
        assertThat(found.phase().getClass().getSimpleName()).isEqualTo(phase);
        assertThat(found.changing()).isEqualTo(changing);
        assertThat(found.touched()).hasSize(2);
    }

    @Test
    void aPlanWhoseInstrumentNobodyKnowsAnyMoreIsStillRemoved() throws Exception {
        StateFile file = file("lightweight.json");
        Files.writeString(
                file.path(),
                Files.readString(file.path()).replace("\"pmacctd\"", "\"own\"").replace("\"nfcapd\"", "\"mine\""));
        Deployment found = file.read().orElseThrow();
        assertThat(found.journal().standing()).hasSize(3);
        assertThat(FlowFiles.sources(found)).hasSize(1);
        FakeNodes nodes = new FakeNodes(folder.resolve("nodes"));
        start(found, nodes);
        assertThat(new Teardown(file, nodes, Progress.SILENT).teardown(found).leftovers())
                .isZero();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void whatItLeftIsShownAndRemoved() throws Exception {
        StateFile file = file("lightweight.json");
        Deployment found = file.read().orElseThrow();
        FakeNodes nodes = new FakeNodes(folder.resolve("nodes"));
        start(found, nodes);
        assertThat(Status.read(found, nodes)).hasSize(3).allMatch(line -> line.state()
                .equals("alive"));
        Path flows = nodes.disk("n3").resolve("overtap-" + found.id() + "/collector/flows");
        assertThat(flows).isDirectory();
        assertThat(new Teardown(file, nodes, Progress.SILENT).teardown(found).leftovers())
                .isZero();
        assertThat(flows).doesNotExist();
        assertThat(file.read()).isEmpty();
        assertThat(Status.read(found, nodes)).allMatch(line -> line.state().equals("absent"));
    }

    /** As the first version did, by its own script. */
    private static void start(Deployment deployment, FakeNodes nodes) throws Exception {
        String script = Files.readString(FORMER.resolve("start.sh"), StandardCharsets.UTF_8);
        for (JournalEntry entry : deployment.journal().entries()) {
            Command start = Command.script(
                    script,
                    "/var/tmp/overtap-" + deployment.id(),
                    deployment.id(),
                    entry.daemon().name(),
                    "listening",
                    "10",
                    "TERM",
                    "3",
                    "",
                    "flows",
                    "sh",
                    "-c",
                    FakeOverlay.LIVES);
            assertThat(nodes.on(entry.node()).run(start).out()).isEqualTo("started\n");
        }
        assertThat(List.of("n1", "n2", "n3")).isEqualTo(deployment.touched());
    }
}
