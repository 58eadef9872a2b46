package org.overtap.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** An overlay of shell loops on nodes that all are this machine. */
public final class FakeOverlay {
    /** A daemon that says that it listens, and stays. */
    public static final String LIVES = "echo listening; exec tail -f /dev/null";

    private final Path folder;
    final FakeNodes nodes;
    final StateFile state;
    InstrumentCatalogue instruments;

    FakeOverlay(Path folder, Function<Path, FakeNodes> nodes) throws IOException {
        this.folder = folder;
        this.nodes = nodes.apply(folder.resolve("nodes"));
        this.state = StateFile.at(folder.resolve("state.json"));
        this.instruments =
                InstrumentCatalogue.builtIn().with(descriptor("pmacctd", LIVES)).with(descriptor("nfcapd", LIVES));
    }

    Deployment wanted(int size) {
        Topology topology = Samples.lan(size);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, instruments);
        return Deployment.planned("0123abc", Map.of(), topology, plan, instruments);
    }

    Deployment standing() {
        return state.read().orElseThrow();
    }

    Deployment again() {
        Deployment standing = standing();
        return standing.replan(standing.topology(), standing.plan(), instruments);
    }

    Deployer.Outcome deploy(Deployment wanted) throws DeployException {
        return new Deployer(state, nodes, Progress.SILENT).deploy(wanted);
    }

    Teardown.Outcome teardown() throws DeployException {
        return teardown(standing());
    }

    Teardown.Outcome teardown(Deployment deployment) throws DeployException {
        return new Teardown(state, nodes, Progress.SILENT).teardown(deployment);
    }

    /** Processes whose working folder lies on the node's disk. */
    long alive(String node) throws IOException {
        Path part = nodes.disk(node);
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(p -> cwd(p).startsWith(part))
                    .count();
        }
    }

    private static Path cwd(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd"));
        } catch (IOException | SecurityException e) {
            return Path.of("/");
        }
    }

    void assertNothingLeft() throws IOException {
        assertThat(folders()).isEmpty();
        for (String node : List.of("n1", "n2", "n3")) {
            assertThat(alive(node)).as(node).isZero();
        }
    }

    /** Deployments' folders on all nodes. */
    List<Path> folders() throws IOException {
        try (var found = Files.walk(folder.resolve("nodes"), 2)) {
            return found.filter(path -> path.getFileName().toString().startsWith("overtap-"))
                    .toList();
        }
    }

    /** The instruments with one of that name in place of theirs, which runs that line of shell. */
    void describe(String name, String script) throws IOException {
        instruments = instruments.with(descriptor(name, script));
    }

    /** The same, with a further line of a descriptor. */
    void describe(String name, String script, String line) throws IOException {
        Path file = descriptor(name, script);
        instruments = instruments.with(Files.writeString(file, Files.readString(file) + line + "\n"));
    }

    /** That instrument has failed where its log has that text. */
    void failing(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        String described = Files.readString(file);
        instruments = instruments.with(Files.writeString(
                file, described.replace("ready: {log: listening}", "ready: {log: listening, fails: '" + text + "'}")));
    }

    private Path descriptor(String name, String script) throws IOException {
        boolean probe = !name.equals("nfcapd");
        String text = String.join(
                "\n",
                "name: " + name,
                "kind: " + (probe ? "probe" : "collector"),
                "formats: [{name: v9" + (probe ? ", header: 24, record: 69, records: 20" : "") + "}]",
                "families: [ipv4, ipv6]",
                "program: sh",
                "runs:",
                "  process:",
                "    argv: [sh, -c, \"" + script + "\"]",
                "    folders: [flows]",
                "    ready: {log: listening}",
                "    stop: {signal: " + (probe ? "INT" : "TERM") + ", seconds: 3}",
                probe ? "" : "output: {files: 'flows/nfcapd.2*', reader: nfdump}",
                "preserves: [addresses, ports, protocol, packets, bytes]",
                "");
        return Files.writeString(folder.resolve(name + ".yaml"), text);
    }
}
