package org.overtap.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Progress;
import org.overtap.deploy.Teardown;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Instrument;
import org.overtap.lab.net.Namespaces;
import org.overtap.live.Live;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.shell.LocalShell;
import org.overtap.topology.Topology;
import org.overtap.verify.CanaryLog;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyReport;

/** The toys on real packets: three namespaces on a bridge, real canaries, and real capture. */
@Tag("live")
class ToyInstrumentsIT {
    private static final String PREFIX = "ovttoy-";
    private static final String CONTROL = "10.254.79.";
    private static final Path DISK = Path.of("/var/tmp");

    @TempDir
    Path folder;

    private final Topology topology = ToyInstruments.lan(CONTROL);
    private final NodeShells nodes =
            node -> new LocalShell(node, List.of("nsenter", "--net=/run/netns/" + PREFIX + node));

    @BeforeEach
    void networkUp() throws Exception {
        Live.require();
        networkDown();
        Namespaces.add(List.of(PREFIX + "n1", PREFIX + "n2", PREFIX + "n3", PREFIX + "switch"));
        StringBuilder lines = new StringBuilder("set -e\n");
        for (String bridge : List.of("lan", "control")) {
            lines.append("ip -n %1$sswitch link add %2$s type bridge mcast_snooping 0\n".formatted(PREFIX, bridge));
            lines.append("ip -n %1$sswitch link set %2$s up\n".formatted(PREFIX, bridge));
        }
        for (int i = 1; i <= 3; i++) {
            wire(lines, i, "eth1", "lan", "10.0.1." + i);
            wire(lines, i, "ctrl0", "control", CONTROL + i);
        }
        Process setup =
                new ProcessBuilder("sh", "-c", lines.toString()).inheritIO().start();
        assertThat(setup.waitFor()).isZero();
    }

    private static void wire(StringBuilder lines, int node, String port, String bridge, String address) {
        lines.append("ip link add %1$s netns %2$sn%3$d type veth peer name %4$s%3$d netns %2$sswitch\n"
                .formatted(port, PREFIX, node, bridge));
        lines.append("ip -n %2$sswitch link set %4$s%3$d master %4$s up\n".formatted(port, PREFIX, node, bridge));
        lines.append("ip -n %2$sn%3$d addr add %4$s/24 dev %1$s\n".formatted(port, PREFIX, node, address));
        lines.append("ip -n %2$sn%3$d link set %1$s up\n".formatted(port, PREFIX, node));
    }

    @AfterEach
    void networkDown() throws Exception {
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList());
    }

    @Test
    void realPacketsAreMeteredSentOverTcpStoredAndProvenAndNothingIsLeft() throws Exception {
        ToyInstruments.Pair pair = new ToyInstruments.Pair(
                ToyInstruments.ALL.get("toy-probe", Instrument.Kind.PROBE),
                Optional.of(ToyInstruments.ALL.get("toy-collector", Instrument.Kind.COLLECTOR)));
        PlanTiming timing = new PlanTiming(2, 60, 2);
        OverlayPlan plan = Planner.lightweight(topology, ToyInstruments.options(pair, timing), ToyInstruments.ALL);
        StateFile state = StateFile.at(folder.resolve("state.json"));
        long before = deployments();
        new Deployer(state, nodes, Progress.SILENT)
                .deploy(Deployment.planned("0712abc", Map.of(), topology, plan, ToyInstruments.ALL));
        try {
            VerifyReport report = new CoverageVerification(
                            state.read().orElseThrow(),
                            ToyInstruments.READERS,
                            nodes,
                            CanaryLog.in(state),
                            words -> {},
                            new Random(),
                            time -> Thread.sleep(time.toMillis()))
                    .run(5);
            assertThat(report.holds()).as(report.toString()).isTrue();
            assertThat(report.exactlyOnce()).isEqualTo(3);
            assertThat(report.probes())
                    .allMatch(probe -> probe.received().orElse(0L) >= 20)
                    .allMatch(probe -> probe.exported().equals(probe.stored()));
        } finally {
            assertThat(new Teardown(state, nodes, Progress.SILENT)
                            .teardown(state.read().orElseThrow())
                            .leftovers())
                    .isZero();
        }
        assertThat(deployments()).isEqualTo(before);
    }

    private static long deployments() throws Exception {
        try (Stream<Path> all = Files.list(DISK)) {
            return all.filter(path -> path.getFileName().toString().startsWith("overtap-0712abc"))
                    .count();
        }
    }
}
