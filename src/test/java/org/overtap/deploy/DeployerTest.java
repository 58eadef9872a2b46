package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/** The real scripts with real processes on this machine; the daemons are shell loops that behave like the originals. */
@EnabledOnOs(OS.LINUX)
class DeployerTest {
    @TempDir
    Path folder;

    private FakeOverlay overlay;
    private FakeNodes nodes;
    private StateFile state;

    @BeforeEach
    void prepare() throws Exception {
        overlay = new FakeOverlay(folder, FakeNodes::new);
        nodes = overlay.nodes;
        state = overlay.state;
    }

    @AfterEach
    void nothingStaysBehind() throws Exception {
        if (state.read().isPresent()) {
            nodes.unreachable.clear();
            teardown();
        }
    }

    @Test
    void collectorsStartBeforeProbes() throws Exception {
        List<String> titles = new java.util.concurrent.CopyOnWriteArrayList<>();
        new Deployer(state, nodes, (n, of, title, outcome, took) -> titles.add(title)).deploy(wanted(3));
        int collector = indexOf(titles, "start nfcapd");
        assertThat(collector).isLessThan(indexOf(titles, "start pmacctd"));
        assertThat(indexOf(titles, "check n1")).isLessThan(collector);
    }

    @Test
    void stepsAreCountedInTheOrderInWhichTheyAreTold() throws Exception {
        List<Integer> numbers = new java.util.concurrent.CopyOnWriteArrayList<>();
        Progress slowToTellTheFirst = (n, of, title, outcome, took) -> {
            if (n == 1) {
                java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
            }
            numbers.add(n);
        };
        new Deployer(state, nodes, slowToTellTheFirst).deploy(wanted(3));
        assertThat(numbers).hasSizeGreaterThan(3).isSorted();
    }

    @Test
    void aSecondDeployChangesNothing() throws Exception {
        Deployer.Outcome first = deploy(wanted(3));
        Deployer.Outcome second = deploy(again());
        assertThat(first.changed()).isEqualTo(3);
        assertThat(second.changed()).isZero();
    }

    @Test
    void aDaemonThatDiedIsStartedAgainAndTheOthersAreLeftAlone() throws Exception {
        deploy(wanted(3));
        kill("n1", "probe-1");
        assertThat(statesOf("n1")).containsExactly("dead");
        assertThat(deploy(again()).changed()).isEqualTo(1);
        assertThat(Status.read(state.read().orElseThrow(), nodes))
                .allMatch(l -> l.state().equals("alive"));
    }

    @Test
    void aChangedPlanAppliesTheDifference() throws Exception {
        Deployment first = wanted(3);
        deploy(first);
        Deployment standing = state.read().orElseThrow();
        Topology topology = standing.topology();
        OverlayPlan other =
                Planner.lightweight(topology, PlanOptions.DEFAULT.excluding(Set.of("n1")), overlay.instruments);
        Deployer.Outcome outcome = deploy(standing.replan(topology, other, overlay.instruments));
        assertThat(outcome.changed()).isPositive();
        List<Status.Line> lines = Status.read(state.read().orElseThrow(), nodes);
        assertThat(lines).allMatch(l -> l.state().equals("alive"));
        assertThat(lines).noneMatch(l -> l.node().equals("n1"));
        assertThat(alive("n1")).as("the old probe is gone").isZero();
    }

    @Test
    void aProbeThatGetsAnotherSourceIdDoesNotRunTwice() throws Exception {
        deploy(wanted(3));
        Deployment standing = state.read().orElseThrow();
        OverlayPlan renumbered = renumbered(standing.plan(), 7);
        deploy(standing.replan(standing.topology(), renumbered, overlay.instruments));
        assertThat(pidFile("n1", "probe-1")).doesNotExist();
        assertThat(pidFile("n1", "probe-7")).exists();
    }

    private static OverlayPlan renumbered(OverlayPlan plan, int sourceId) throws Exception {
        com.fasterxml.jackson.databind.node.ObjectNode tree = PlanFile.document(plan);
        tree.path("probes").forEach(probe -> probe.path("interfaces")
                .forEach(watched ->
                        ((com.fasterxml.jackson.databind.node.ObjectNode) watched).put("sourceId", sourceId)));
        return JsonDocument.parse(tree.toString(), "plan", PlanFile.SCHEMA, OverlayPlan.class);
    }

    @Test
    void teardownLeavesNoProcessNoFolderAndNoState() throws Exception {
        deploy(wanted(4));
        Teardown.Outcome outcome = teardown();
        assertThat(outcome.leftovers()).isZero();
        assertThat(state.read()).isEmpty();
        try (var left = Files.walk(folder.resolve("nodes"), 2)) {
            assertThat(left.filter(p -> p.getFileName().toString().startsWith("overtap-")))
                    .isEmpty();
        }
        assertThat(alive("n1") + alive("n2") + alive("n3") + alive("n4")).isZero();
    }

    @Test
    void probesTakeInWhatTheyCapturedBeforeTheFirstIsEnded() throws Exception {
        deploy(wanted(4));
        Map<String, List<String>> seen = new java.util.concurrent.ConcurrentHashMap<>();
        nodes.witness = (node, command) -> seen.computeIfAbsent(
                        node, n -> java.util.Collections.synchronizedList(new java.util.ArrayList<>()))
                .add(command.argv().get(0).equals("sleep") ? "settle" : stops(command) ? "stop" : "other");
        teardown();
        for (List<String> on : seen.values()) {
            on.removeIf("other"::equals);
        }
        assertThat(seen.values()).anySatisfy(on -> assertThat(on).startsWith("settle", "stop"));
        assertThat(seen.values().stream().filter(on -> on.contains("settle")))
                .hasSize(3)
                .allSatisfy(on -> assertThat(on.indexOf("settle")).isLessThan(on.indexOf("stop")));
    }

    private static boolean stops(org.overtap.shell.Command command) {
        return command.argv().stream().anyMatch(word -> word.contains("# stop.sh "));
    }

    @Test
    void aProbeThatDiesAtOnceFailsWithItsLogAndEverythingIsUndone() throws Exception {
        overlay.describe("pmacctd", "echo no such device eth1; exit 1");
        assertThatThrownBy(() -> deploy(wanted(3)))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("pmacctd")
                .hasMessageContaining("n1")
                .hasMessageContaining("no such device eth1")
                .hasMessageContaining("stopped and removed");
        assertThat(state.read()).isEmpty();
        assertThat(alive("n3")).as("the collector was stopped").isZero();
    }

    @Test
    void aDaemonThatSaysReadyAndThenDiesDoesNotCountAsStarted() throws Exception {
        overlay.describe("pmacctd", "echo listening; exit 0");
        assertThatThrownBy(() -> deploy(wanted(3))).hasMessageContaining("ended at once");
    }

    @Test
    void aNodeWithoutTheProgramStopsTheRunBeforeAnythingIsMade() throws Exception {
        Path file = Files.writeString(
                folder.resolve("x.yaml"),
                "name: pmacctd\nkind: probe\nprogram: no-such-program\npackages: {apt: [pmacct]}\n"
                        + "formats: [{name: v9, header: 24, record: 69, records: 20}]\nfamilies: [ipv4]\n"
                        + "runs: {process: {argv: ['{program}'], stop: {signal: INT, seconds: 1}}}\n"
                        + "preserves: [addresses]\n");
        overlay.instruments = overlay.instruments.with(file);
        assertThatThrownBy(() -> deploy(wanted(3)))
                .hasMessageContaining("no-such-program")
                .hasMessageContaining("apt-get install pmacct")
                .hasMessageContaining("--exclude");
        assertThat(state.read()).isEmpty();
    }

    @Test
    void aRedeployThatBreaksOffHalfWayStillHasDataToBring() throws Exception {
        deploy(wanted(3));
        state.write(state.read().orElseThrow().afterCollect());
        assertThat(state.read().orElseThrow().holdsUncollected()).isFalse();
        Deployment standing = state.read().orElseThrow();
        InstrumentCatalogue sound = overlay.instruments;
        overlay.describe("pmacctd", "echo no such device; exit 1");
        OverlayPlan other = renumbered(standing.plan(), 7);
        assertThatThrownBy(() -> deploy(standing.replan(standing.topology(), other, overlay.instruments)))
                .hasMessageContaining("no such device");

        Deployment broken = state.read().orElseThrow();
        assertThat(broken.complete()).isFalse();
        assertThat(broken.holdsUncollected()).isTrue();
        assertThat(alive("n3")).as("the collector runs on").isPositive();
        overlay.instruments = sound;
    }

    @Test
    void whatIsToBeSavedIsSavedWhenNothingRunsAnyMoreAndBeforeAnythingIsRemoved() throws Exception {
        deploy(wanted(3));
        Path flows = folder.resolve("nodes/n3/overtap-0123abc-n3/collector");
        Teardown teardown = new Teardown(state, nodes, Progress.SILENT);
        Deployment standing = state.read().orElseThrow();
        assertThatThrownBy(() -> teardown.teardown(standing, () -> {
                    throw new DeployException("no way home");
                }))
                .hasMessage("no way home");
        assertThat(flows).isDirectory();
        assertThat(alive("n1") + alive("n2") + alive("n3")).isZero();
        assertThat(state.read()).isPresent();

        assertThatThrownBy(() -> teardown.teardown(standing, () -> Map.of("n3", "records of n3 are not here")))
                .hasMessageContaining("records of n3 are not here")
                .hasMessageContaining("repeat");
        assertThat(flows).as("what could not be saved").isDirectory();
        assertThat(flows.resolve("../../../n1/overtap-0123abc-n1"))
                .as("another node")
                .doesNotExist();
        assertThat(state.read()).isPresent();

        teardown.teardown(standing, () -> {
            assertThat(flows).isDirectory();
            return Map.of();
        });
        assertThat(flows).doesNotExist();
    }

    @Test
    void whatRunsByADescriptorOfTheUsersOwnIsShownAndRemovedByTheStateFileAlone() throws Exception {
        overlay.describe("own-probe", FakeOverlay.LIVES);
        Topology topology = Samples.lan(3);
        PlanOptions options = new PlanOptions(
                "exact", 3, Set.of(), Set.of(), "own-probe", "nfcapd", 9995, PlanTiming.DEFAULT, Optional.empty());
        OverlayPlan plan = Planner.lightweight(topology, options, overlay.instruments);
        deploy(Deployment.planned("0123abc", Map.of(), topology, plan, overlay.instruments));

        Deployment standing = StateFile.at(state.path()).read().orElseThrow();
        assertThat(standing.instruments()).extracting(Instrument::name).containsExactly("nfcapd", "own-probe");
        assertThat(Status.read(standing, nodes))
                .hasSize(3)
                .allMatch(l -> l.state().equals("alive"))
                .extracting(Status.Line::instrument)
                .contains("own-probe");
        assertThat(FlowFiles.standing(standing)).hasSize(1);
        assertThat(teardown().leftovers()).isZero();
        assertThat(alive("n1") + alive("n2") + alive("n3")).isZero();
    }

    @Test
    void anUnreachableNodeAtTeardownKeepsTheStateAndIsNamed() throws Exception {
        deploy(wanted(3));
        nodes.unreachable.add("n2");
        assertThatThrownBy(this::teardown).hasMessageContaining("n2").hasMessageContaining("repeat");
        assertThat(state.read()).isPresent();
        assertThat(alive("n1")).isZero();
        nodes.unreachable.clear();
        assertThat(teardown().leftovers()).isZero();
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Deployment wanted = wanted(3);
        Path theirs = folder.resolve("nodes/n1/overtap-" + wanted.id() + "-n1");
        Files.createDirectories(theirs);
        Files.writeString(theirs.resolve("deployment"), "another\n");
        assertThatThrownBy(() -> deploy(wanted)).hasMessageContaining("does not belong");
        assertThat(Files.readString(theirs.resolve("deployment"))).isEqualTo("another\n");
        Files.delete(theirs.resolve("deployment"));
        Files.delete(theirs);
    }

    @Test
    void aPidThatNowBelongsToSomebodyElseIsNotKilled() throws Exception {
        deploy(wanted(3));
        kill("n1", "probe-1");
        Process bystander = new ProcessBuilder("sleep", "30").start();
        try {
            Path pid = pidFile("n1", "probe-1");
            Files.writeString(pid, bystander.pid() + " 12345\n");
            teardown();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void whatIsGoneIsNotWaitedForAndNotCounted() throws Exception {
        overlay.deploy(overlay.wanted(3));
        Deployment standing = overlay.standing();
        overlay.nodes.unreachable.add("n1");
        Teardown.Outcome outcome =
                new Teardown(overlay.state, overlay.nodes, Progress.SILENT).teardown(standing, Set.of("n1"), Map::of);
        assertThat(outcome.nodes()).isEqualTo(2);
        assertThat(outcome.leftovers()).isZero();
        assertThat(overlay.state.read()).isEmpty();
        overlay.nodes.unreachable.clear();
        overlay.teardown(standing);
        overlay.assertNothingLeft();
    }

    @Test
    void theDryRunNamesEveryActionAndTouchesNothing() {
        overlay.instruments = InstrumentCatalogue.builtIn();
        Deployment wanted = wanted(3);
        String all = Deployer.stages(wanted).toString();
        List<String> lines = Deployer.stages(wanted).stream()
                .flatMap(List::stream)
                .flatMap(step -> step.actions().stream())
                .toList();
        assertThat(lines).anyMatch(l -> l.contains("pcap_interface: eth1"));
        assertThat(lines).anyMatch(l -> l.contains("not (host 172.30.0.3 and udp port 9995)"));
        assertThat(lines).anyMatch(l -> l.contains("nfcapd -b 172.30.0.3"));
        assertThat(all).isNotEmpty();
        assertThat(folder.resolve("nodes")).doesNotExist();
    }

    private Deployment wanted(int size) {
        return overlay.wanted(size);
    }

    private Deployment again() {
        return overlay.again();
    }

    private Deployer.Outcome deploy(Deployment wanted) throws DeployException {
        return overlay.deploy(wanted);
    }

    private Teardown.Outcome teardown() throws DeployException {
        return overlay.teardown();
    }

    private long alive(String node) throws Exception {
        return overlay.alive(node);
    }

    private List<String> statesOf(String node) {
        return Status.read(state.read().orElseThrow(), nodes).stream()
                .filter(l -> l.node().equals(node))
                .map(Status.Line::state)
                .toList();
    }

    private Path pidFile(String node, String daemon) {
        return folder.resolve("nodes")
                .resolve(node)
                .resolve("overtap-0123abc-" + node)
                .resolve(daemon)
                .resolve("pid");
    }

    private void kill(String node, String daemon) throws Exception {
        long pid = Long.parseLong(Files.readString(pidFile(node, daemon)).split(" ")[0]);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static int indexOf(List<String> titles, String start) {
        for (int i = 0; i < titles.size(); i++) {
            if (titles.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }
}
