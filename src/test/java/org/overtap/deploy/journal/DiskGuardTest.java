package org.overtap.deploy.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** The guard's script with real processes, on a disk that says what the test wants. */
@EnabledOnOs(OS.LINUX)
class DiskGuardTest {
    @TempDir
    Path folder;

    private Path collector;
    private Path guard;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        collector = Files.createDirectories(folder.resolve("collector"));
        guard = Files.createDirectories(folder.resolve("guard"));
        disk = folder.resolve("free");
        Path df = Files.createDirectories(folder.resolve("bin")).resolve("df");
        Files.writeString(df, "#!/bin/sh\necho head\necho disk 0 0 $(cat " + disk + ") 0 /\n");
        assertThat(df.toFile().setExecutable(true)).isTrue();
        Files.writeString(guard.resolve("wanted"), "it");
        free(9000);
    }

    private void free(int kib) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), String.valueOf(kib));
        Files.move(next, disk, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static Deployment deployment() {
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        Topology topology = Samples.lan(3);
        return Deployment.planned(
                "abc",
                Map.of(),
                topology,
                Planner.lightweight(topology, PlanOptions.DEFAULT, instruments),
                instruments);
    }

    private Process guarding() throws IOException {
        Daemon daemon = deployment()
                .keepingFree(Optional.of(5000L * 1024))
                .wanted()
                .get(0)
                .daemon();
        var process = (Runs.Process) daemon.runs();
        Files.writeString(
                guard.resolve("min-free.sh"), process.config().orElseThrow().text());
        ProcessBuilder builder =
                new ProcessBuilder("sh", "min-free.sh", process.argv().get(2), collector.toString());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
        return builder.directory(guard.toFile())
                .redirectErrorStream(true)
                .redirectOutput(guard.resolve("log").toFile())
                .start();
    }

    private Process collecting() throws IOException {
        // What a shell starts in the background has SIGINT ignored, and hands that on: here by way of Maven and Java.
        // What
        // is deployed is started like this too.
        Process process = new ProcessBuilder("env", "--default-signal=INT", "sleep", "60").start();
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String began = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        Files.writeString(collector.resolve("pid"), process.pid() + " " + began + "\n");
        Files.writeString(collector.resolve("stop"), "INT 5\n");
        return process;
    }

    @Test
    void whatStoresIsEndedWhenTooLittleIsLeftAndNotBefore() throws Exception {
        Process stores = collecting();
        Process guards = guarding();
        try {
            assertThat(stores.waitFor(1500, TimeUnit.MILLISECONDS)).isFalse();
            free(4999);
            assertThat(stores.waitFor(8, TimeUnit.SECONDS)).isTrue();
            assertThat(stores.exitValue()).as("by SIGINT, as its folder says").isEqualTo(128 + 2);
            // It looks once a second whether what it ended is gone.
            for (int i = 0; i < 80 && !Files.exists(guard.resolve("stopped")); i++) {
                assertThat(guards.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
            }
            assertThat(guards.waitFor(1500, TimeUnit.MILLISECONDS))
                    .as("it stays for what is started again")
                    .isFalse();
            assertThat(Files.readString(guard.resolve("stopped"))).matches("\\d{9,} 4999 5000\n");
        } finally {
            stores.destroyForcibly();
            guards.destroyForcibly();
        }
    }

    @Test
    void whatIsNotItsOwnIsLeftAlone() throws Exception {
        Process other = collecting();
        Files.writeString(collector.resolve("pid"), other.pid() + " 12345\n");
        Process guards = guarding();
        try {
            free(1);
            assertThat(other.waitFor(2500, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            other.destroyForcibly();
            guards.destroyForcibly();
        }
    }

    @Test
    void itDoesNotStartWhereTooLittleIsLeftAlreadyAndEndsWithItsFolder() throws Exception {
        free(10);
        Process refused = guarding();
        assertThat(refused.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(Files.readString(guard.resolve("log"))).contains("only 10 KiB are free, and 5000");
        free(9000);
        Process guards = guarding();
        Files.delete(guard.resolve("wanted"));
        assertThat(guards.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    /** Another collector gets a folder of its own, and that is the one that must not fill. */
    @Test
    void itGuardsWhatStoresNowAlsoWhereItTookThePlaceOfAnother() {
        Deployment first = deployment().keepingFree(Optional.of(1L << 20)).deploying();
        OverlayPlan other = Planner.lightweight(
                first.topology(), PlanOptions.DEFAULT.with("pmacctd", "nfacctd"), InstrumentCatalogue.builtIn());
        List<JournalEntry> entries = first.replan(first.topology(), other, InstrumentCatalogue.builtIn())
                .wanted();
        JournalEntry collector = entries.stream()
                .filter(entry -> entry.daemon().kind() == Instrument.Kind.COLLECTOR)
                .findFirst()
                .orElseThrow();
        assertThat(collector.folder()).endsWith("/collector-2");
        var guards = (Runs.Process) entries.get(0).daemon().runs();
        assertThat(guards.argv()).contains(collector.folder());
    }

    @Test
    void everyNodeThatStoresHasOneAndItIsJournaled() {
        Deployment guarded = deployment().keepingFree(Optional.of(1L << 20));
        List<JournalEntry> entries = guarded.deploying().journal().entries();
        assertThat(entries)
                .filteredOn(entry -> entry.daemon().kind() == Instrument.Kind.GUARD)
                .singleElement()
                .satisfies(entry -> assertThat(entry.node()).isEqualTo("n3"));
        assertThat(entries.get(0).daemon().kind()).isEqualTo(Instrument.Kind.GUARD);
        assertThat(deployment().deploying().journal().entries())
                .noneMatch(entry -> entry.daemon().kind() == Instrument.Kind.GUARD);
    }
}
