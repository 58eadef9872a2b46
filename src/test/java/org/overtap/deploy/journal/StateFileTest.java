package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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
    void aFolderOfOursThatOthersCouldReadIsClosed() throws Exception {
        Path ours = Files.createDirectories(folder.resolve("overtap"));
        Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateFile state = StateFile.of("p/e", Map.of("XDG_STATE_HOME", folder.toString()));
        state.write(deployment());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path())))
                .isEqualTo("rw-------");
        Path theirs = Files.createDirectories(folder.resolve("shared"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateFile.at(theirs.resolve("s.json")).write(deployment());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(theirs)))
                .isEqualTo("rwxr-xr-x");
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
        String outcome = file().exclusively("first", () -> {
            assertThatThrownBy(() -> file().exclusively("second", () -> "second"))
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining(
                            "overtap first, pid " + ProcessHandle.current().pid());
            return "first";
        });
        assertThat(outcome).isEqualTo("first");
    }

    @Test
    void workThatFailedLetsTheNextIn() throws Exception {
        assertThatThrownBy(() -> file().exclusively("deploy", () -> {
                    throw new DeployException("no");
                }))
                .hasMessage("no");
        assertThat(file().<String>exclusively("deploy", () -> "next")).isEqualTo("next");
        Path mark = folder.resolve("state/p-e.json.lock");
        try (var left = Files.list(folder.resolve("state"))) {
            assertThat(left)
                    .as("who removes it lets another in beside the next")
                    .containsExactly(mark);
        }
        assertThat(Files.readString(mark)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatAnotherRemembersMeanwhileIsNeitherOverwrittenNorRemoved() throws Exception {
        Deployment winner = deployment();
        Deployment loser = Deployment.planned(
                "ffff000", Map.of(), winner.topology(), winner.plan(), InstrumentCatalogue.builtIn());
        file().write(winner);
        assertThatThrownBy(() -> file().write(loser)).hasMessageContaining("left alone");
        assertThatThrownBy(() -> file().delete(loser)).hasMessageContaining("left alone");
        assertThatThrownBy(() -> file().amend(standing -> loser)).hasMessageContaining("left alone");
        StateFile held = file();
        held.exclusively("deploy", () -> {
            assertThatThrownBy(() -> held.delete(loser)).hasMessageContaining("left alone");
            assertThatThrownBy(() -> held.delete(loser)).as("twice").hasMessageContaining("left alone");
            return true;
        });
        assertThat(file().read()).contains(winner);
        file().delete(winner);
        assertThat(file().read()).isEmpty();
    }

    @Test
    void twoMayLookAtTheSameTimeAndNobodyChangesAnythingMeanwhile() throws Exception {
        String outcome = file().shared("verify", () -> file().shared("collect", () -> {
            assertThatThrownBy(() -> file().exclusively("deploy", () -> "in"))
                    .hasMessageContaining("overtap verify, pid")
                    .hasMessageContaining("overtap collect, pid");
            assertThat(file().atWork()).extracting(Worker::command).containsExactly("verify", "collect");
            return "both";
        }));
        assertThat(outcome).isEqualTo("both");
        assertThat(file().atWork()).isEmpty();
        assertThat(file().<String>exclusively("deploy", () -> "in")).isEqualTo("in");
    }

    @Test
    void whoOnlyLooksOnlyAmends() throws Exception {
        file().write(deployment());
        StateFile held = file();
        held.shared("verify", () -> {
            held.amend(standing -> standing.testedBy(TESTS));
            assertThatThrownBy(() -> held.write(deployment())).isInstanceOf(IllegalStateException.class);
            return true;
        });
        assertThat(file().read().orElseThrow().journal().tests()).isEqualTo(TESTS);
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
        file.exclusively("deploy", () -> {
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
        StateFile held = file();
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> {
            try {
                return held.exclusively("deploy", () -> {
                    Deployment before = held.read().orElseThrow();
                    inside.countDown();
                    Thread.sleep(300);
                    held.write(before.deploying());
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
        assertThat(file().<String>exclusively("deploy", () -> "in")).isEqualTo("in");
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
        file().delete(deployment());
        StateFile held = file();
        held.exclusively("deploy", () -> {
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
            assertThat(left)
                    .containsExactlyInAnyOrder(file().path(), file().path().resolveSibling("p-e.json.lock"));
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
