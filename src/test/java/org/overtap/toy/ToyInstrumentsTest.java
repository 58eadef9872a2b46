package org.overtap.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Progress;
import org.overtap.deploy.Status;
import org.overtap.deploy.Teardown;
import org.overtap.deploy.home.FlowCollection;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.topology.Topology;
import org.overtap.verify.CanaryLog;
import org.overtap.verify.CoverageVerification;
import org.overtap.verify.VerifyReport;

/**
 * Instruments that only descriptors know of are deployed, verified, downloaded and removed: every pair of the index,
 * so that one more line there is one more pair here.
 */
@EnabledOnOs(OS.LINUX)
class ToyInstrumentsTest {
    private static final PlanTiming TIMING = new PlanTiming(1, 60, 2);

    /** A flow is idle for a second, its file is closed within two, and what stores does so ten times a second. */
    private static final long STORED_MILLIS = 4000;

    @TempDir
    Path folder;

    private final Topology topology = ToyInstruments.lan("127.0.0.");

    static List<ToyInstruments.Pair> pairs() {
        return ToyInstruments.pairs().toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void itIsDeployedVerifiedBroughtHomeAndRemoved(ToyInstruments.Pair pair) throws Exception {
        ToyNodes nodes = new ToyNodes(folder.resolve("nodes"), topology);
        StateFile state = StateFile.at(folder.resolve("state.json"));
        OverlayPlan plan = Planner.lightweight(topology, ToyInstruments.options(pair, TIMING), ToyInstruments.ALL);
        assertThat(plan.collectors()).hasSize(pair.collector().isPresent() ? 1 : 0);

        Deployer deployer = new Deployer(state, nodes, Progress.SILENT);
        deployer.deploy(Deployment.planned("0123abc", Map.of(), topology, plan, ToyInstruments.ALL));
        Deployment standing = state.read().orElseThrow();
        try {
            assertThat(Status.read(standing, nodes))
                    .hasSize(plan.collectors().size() + plan.probes().size())
                    .allMatch(line -> line.state().equals("alive"));
            VerifyReport report = new CoverageVerification(
                            standing,
                            ToyInstruments.READERS,
                            nodes,
                            CanaryLog.in(state),
                            words -> {},
                            new Random(1),
                            time -> Thread.sleep(Math.min(STORED_MILLIS, time.toMillis())))
                    .run(4);
            assertThat(report.holds()).as(report.toString()).isTrue();
            assertThat(report.exactlyOnce()).isEqualTo(3);
            assertThat(report.probes()).allMatch(probe -> probe.stored().orElse(0L) > 0);
            FlowCollection.Outcome outcome = new FlowCollection(standing, nodes).collect(folder.resolve("home"));
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.brought())
                    .isNotEmpty()
                    .allMatch(home ->
                            home.folder().resolve("lines/closed.1").toFile().length() > 0);
        } finally {
            Teardown.Outcome removed = new Teardown(state, nodes, Progress.SILENT)
                    .teardown(state.read().orElseThrow());
            assertThat(removed.leftovers()).isZero();
        }
        assertThat(nodes.left()).isEmpty();
    }
}
