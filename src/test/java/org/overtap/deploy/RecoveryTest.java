package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Journal;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** A state file that is lost is no lost deployment. */
@EnabledOnOs(OS.LINUX)
class RecoveryTest {
    private static final Topology TOPOLOGY = Samples.lan(3);

    @TempDir
    Path folder;

    private FakeOverlay overlay;

    /** What was deployed; the state file is gone. */
    private Deployment lost(java.util.function.Function<Path, FakeNodes> nodes) throws Exception {
        overlay = new FakeOverlay(folder, nodes);
        Deployment running = overlay.deploy(overlay.wanted(3)).deployment();
        overlay.state.delete(running);
        return running;
    }

    private Recovery recover() {
        return Recovery.of(TOPOLOGY, Map.of("profile", "x"), Map.of(), overlay.nodes);
    }

    @Test
    void theNodesTellAllOfIt() throws Exception {
        Deployment running = lost(FakeNodes::new);
        Recovery recovery = recover();
        assertThat(recovery.notes()).isEmpty();
        Deployment found = recovery.deployments().get(0);
        assertThat(recovery.deployments()).hasSize(1);
        assertThat(found.id()).isEqualTo(running.id());
        assertThat(found.plan()).isEqualTo(running.plan());
        assertThat(found.topology()).isEqualTo(running.topology());
        assertThat(found.instruments()).isEqualTo(running.instruments());
        assertThat(found.complete()).isTrue();
        assertThat(found.connection()).containsEntry("profile", "x");
        assertThat(found.journal().entries())
                .extracting(JournalEntry::daemon)
                .containsExactlyInAnyOrderElementsOf(running.journal().entries().stream()
                        .map(JournalEntry::daemon)
                        .toList());
        assertThat(Status.read(found, overlay.nodes)).hasSize(3).allMatch(line -> line.state()
                .equals("alive"));
        assertThat(overlay.teardown(found).leftovers()).isZero();
        overlay.assertNothingLeft();
        assertThat(recover().deployments()).isEmpty();
    }

    @Test
    void whereTheCollectorsNodeCannotBeReachedTheOthersTellWhatIsOnThem() throws Exception {
        lost(FakeNodes::new);
        overlay.nodes.unreachable.add("n3");
        Recovery recovery = recover();
        assertThat(recovery.notes()).singleElement().asString().contains("n3");
        Deployment found = recovery.deployments().get(0);
        assertThat(found.touched()).containsExactly("n1", "n2");
        assertThat(found.plan().probes()).hasSize(2);
        assertThat(Status.read(found, overlay.nodes)).hasSize(2).allMatch(line -> line.state()
                .equals("alive"));
        assertThat(overlay.teardown(found).leftovers()).isZero();
        overlay.nodes.unreachable.clear();
        Deployment rest = recover().deployments().get(0);
        assertThat(rest.touched()).containsExactly("n3");
        assertThat(overlay.teardown(rest).leftovers()).isZero();
        overlay.assertNothingLeft();
    }

    @Test
    void aCopyThatCannotBeReadIsSaidAndItsFolderIsStillCleared() throws Exception {
        Deployment running = lost(FakeNodes::new);
        Files.writeString(overlay.nodes.disk("n1").resolve("overtap-0123abc-n1/journal.json"), "{");
        Recovery recovery = recover();
        assertThat(recovery.notes()).singleElement().asString().contains("n1", "cannot be read");
        Deployment found = recovery.deployments().get(0);
        assertThat(found.touched()).isEqualTo(running.touched());
        assertThat(overlay.teardown(found).leftovers()).isZero();
        overlay.assertNothingLeft();
    }

    @Test
    void theCopyIsForRootAlone() throws Exception {
        lost(FakeNodes::new);
        for (String node : TOPOLOGY.nodes().stream().map(n -> n.name()).toList()) {
            Path copy = overlay.nodes.disk(node).resolve("overtap-0123abc-" + node + "/journal.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThat(JsonDocument.mapper().readTree(copy.toFile()).has("state"))
                    .as(node)
                    .isEqualTo(node.equals("n3"));
        }
        overlay.teardown(recover().deployments().get(0));
    }

    @Test
    void nodesThatShareADiskKeepOutOfEachOthersFolders() throws Exception {
        Deployment running = lost(FakeNodes::sharing);
        assertThat(overlay.folders()).hasSize(3);
        Recovery recovery = recover();
        assertThat(recovery.notes()).isEmpty();
        Deployment found = recovery.deployments().get(0);
        assertThat(found.journal().folders()).isEqualTo(pathsOf(running));
        overlay.state.write(found);
        Deployment onlyN1 = new Deployment(
                found.id(),
                found.experiment(),
                found.connection(),
                found.topology(),
                found.plan(),
                found.instruments(),
                found.phase(),
                found.journal().only("n1"::equals),
                found.collected(),
                found.hosts(),
                found.outages(),
                found.notes(),
                found.minFree());
        assertThat(overlay.teardown(onlyN1).leftovers()).isZero();
        assertThat(Status.read(found, overlay.nodes).stream()
                        .filter(line -> line.state().equals("alive"))
                        .map(Status.Line::node))
                .containsExactlyInAnyOrder("n2", "n3");
        assertThat(overlay.teardown(found).leftovers()).isZero();
        overlay.assertNothingLeft();
    }

    /** As they are on this machine. */
    private java.util.List<Journal.NodeFolder> pathsOf(Deployment running) {
        return running.journal().folders().stream()
                .map(f -> new Journal.NodeFolder(
                        f.node(),
                        f.path()
                                .replace(
                                        "/var/tmp", overlay.nodes.disk(f.node()).toString())))
                .toList();
    }

    @Test
    void aFolderOfAnotherExperimentIsLeftAlone() throws Exception {
        lost(FakeNodes::new);
        Topology other = new Topology("other/exp", TOPOLOGY.nodes(), TOPOLOGY.segments(), TOPOLOGY.findings());
        Recovery recovery = Recovery.of(other, Map.of(), Map.of(), overlay.nodes);
        assertThat(recovery.deployments()).isEmpty();
        assertThat(recovery.notes()).hasSize(3).allMatch(note -> note.contains("left alone"));
        overlay.teardown(recover().deployments().get(0));
    }
}
