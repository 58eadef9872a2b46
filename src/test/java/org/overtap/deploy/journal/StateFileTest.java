package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.IpAddress;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

class StateFileTest {
    @TempDir
    Path folder;

    private StateFile file() {
        return StateFile.at(folder.resolve("state/p-e.json"));
    }

    private static Deployment deployment() {
        Topology topology = Samples.lan(3);
        return Deployment.planned(
                "0123abc",
                Map.of(),
                topology,
                Planner.lightweight(topology, PlanOptions.DEFAULT, InstrumentCatalogue.builtIn()),
                InstrumentCatalogue.builtIn());
    }

    @Test
    void aFileOfALaterVersionIsNotCalledDamaged() throws Exception {
        Path file = folder.resolve("later.json");
        Files.writeString(file, "{\"schema\":\"overtap/deployment/99\"}");

        assertThatThrownBy(() -> StateFile.at(file).read())
                .hasMessageContaining("another version")
                .hasMessageNotContaining("damaged")
                .hasMessageNotContaining("remove");
    }

    @Test
    void twoCannotWorkOnOneDeploymentAtTheSameTime() throws Exception {
        String outcome = file().alone(() -> {
            assertThatThrownBy(() -> file().alone(() -> "second"))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("another overtap is at work");
            return "first";
        });
        assertThat(outcome).isEqualTo("first");
    }

    @Test
    void workThatFailedLetsTheNextIn() throws Exception {
        assertThatThrownBy(() -> file().alone(() -> {
                    throw new DeployException("no");
                }))
                .hasMessage("no");
        assertThat(file().<String>alone(() -> "next")).isEqualTo("next");
        try (var left = Files.list(folder.resolve("state"))) {
            assertThat(left).isEmpty();
        }
    }

    private static final List<TestTraffic> TESTS = List.of(
            TestTraffic.marked(Set.of(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2")), 1, 12, 228),
            TestTraffic.udp(
                    Set.of(IpAddress.of("fd00::1"), IpAddress.of("fd00::2")),
                    Set.of(20_001, 61_002),
                    248,
                    Instant.parse("2026-11-28T10:00:00Z")));

    @Test
    void whatTestedADeploymentIsRememberedWithItEachKindOnce() throws Exception {
        StateFile file = file();
        file.write(deployment());
        file.amend(standing -> standing.testedBy(TESTS));
        file.alone(() -> {
            file.amend(standing -> standing.testedBy(TESTS.subList(0, 1)));
            return "held";
        });
        Deployment read = file().read().orElseThrow();
        assertThat(read.journal().tests()).isEqualTo(TESTS);
        assertThat(read.deploying().running().journal().tests())
                .as("after another deploy")
                .isEqualTo(TESTS);
        assertThat(read.cleared().journal()).isEqualTo(Journal.EMPTY);
    }

    @Test
    void nothingIsRememberedOfWhatIsNotDeployed() throws Exception {
        file().amend(standing -> standing.testedBy(TESTS));
        assertThat(file().read()).isEmpty();
    }

    @Test
    void aChangeWaitsForAnotherThatIsAtWork() throws Exception {
        file().write(deployment());
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> {
            try {
                return file().alone(() -> {
                    Deployment before = file().read().orElseThrow();
                    inside.countDown();
                    Thread.sleep(300);
                    file().write(before.deploying());
                    return "done";
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        inside.await();
        file().amend(standing -> standing.testedBy(TESTS));
        assertThat(other.get()).isEqualTo("done");
        Deployment both = file().read().orElseThrow();
        assertThat(both.journal().tests()).isEqualTo(TESTS);
        assertThat(both.phase()).isInstanceOf(Phase.Deploying.class);
    }

    @Test
    void aMarkThatADeadProcessLeftKeepsNobodyOut() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(folder.resolve("state/p-e.json.lock"), "4711 and more");
        assertThat(file().<String>alone(() -> "in")).isEqualTo("in");
    }

    @Test
    void theStateOfAnotherExperimentIsRefused() throws Exception {
        file().write(deployment());
        assertThat(file().read(deployment().experiment())).isPresent();
        assertThatThrownBy(() -> file().read("other/exp"))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(deployment().experiment())
                .hasMessageContaining("--state");
    }

    @Test
    void aDamagedFileSaysWhatToDo() throws Exception {
        Files.createDirectories(folder.resolve("state"));
        for (String text :
                new String[] {"", "{", "{\"schema\":\"overtap/deployment/1\"}", "{\"schema\":\"overtap/deployment/2\"}"
                }) {
            Files.writeString(file().path(), text);
            assertThatThrownBy(() -> file().read())
                    .isInstanceOf(TopologyException.class)
                    .hasMessageContaining("p-e.json")
                    .hasMessageContaining("/var/tmp/overtap-");
        }
    }

    @Test
    void whatWasLostIsRememberedAgainUnlessSomethingElseIsByNow() throws Exception {
        file().restore(deployment());
        assertThat(file().read()).contains(deployment());
        file().restore(deployment().deploying());
        assertThat(file().read()).contains(deployment());
        file().delete();
        StateFile held = file();
        held.alone(() -> {
            held.restore(deployment().deploying());
            return true;
        });
        assertThat(file().read()).contains(deployment().deploying());
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        file().write(deployment());
        assertThat(Files.getPosixFilePermissions(file().path()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(file().read()).contains(deployment());
    }

    @Test
    void whereItCannotBeWrittenNoDraftIsLeft() throws Exception {
        Files.createDirectories(file().path().resolve("full"));
        assertThatThrownBy(() -> file().write(deployment()))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("p-e.json");
        try (var left = Files.list(folder.resolve("state"))) {
            assertThat(left).containsExactly(file().path());
        }
    }

    @Test
    void anIdThatWouldLeaveItsFolderIsRefused() {
        Deployment good = deployment();
        assertThatThrownBy(() -> Deployment.planned(
                        "x/../..", Map.of(), good.topology(), good.plan(), InstrumentCatalogue.builtIn()))
                .isInstanceOf(TopologyException.class);
    }

    @Test
    void withoutAHomeTheUsersOwnIsTaken() {
        assertThat(StateFile.of("p/e", Map.of()).path())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".local/state/overtap/p-e.json"));
    }
}
