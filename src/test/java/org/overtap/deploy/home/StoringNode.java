package org.overtap.deploy.home;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.overtap.deploy.FakeNodes;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/**
 * The node of a deployment's collector, which is this machine: real scripts on a folder of its own. What it sends may
 * be tampered with on the way, and its connection may break.
 */
final class StoringNode implements NodeShells {
    private final FakeNodes nodes;
    private final List<String> ran = new ArrayList<>();
    final Deployment deployment;
    long sent;
    private Tampering tampering = (bytes, from, count) -> {};

    /** Sees, and may change, what is on its way; what it throws is a connection that breaks. */
    interface Tampering {
        void on(byte[] bytes, int from, int count) throws Broken;
    }

    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
    }

    StoringNode(Path base) throws IOException {
        this.nodes = new FakeNodes(base);
        this.deployment = running(HostTraits.DEFAULT);
        Files.createDirectories(folder());
        Files.writeString(root().resolve("deployment"), deployment.id() + "\n");
    }

    /** A deployment on hosts that are like that, whose collector is on n3. */
    static Deployment running(HostTraits host) {
        InstrumentCatalogue instruments = InstrumentCatalogue.builtIn();
        Topology topology = Samples.lan(3);
        OverlayPlan plan = Planner.lightweight(topology, PlanOptions.DEFAULT, instruments);
        Deployment started = Deployment.planned("0123abc", Map.of(), topology, plan, instruments)
                .on(Map.of("n1", host, "n2", host, "n3", host))
                .deploying();
        for (JournalEntry entry : started.journal().entries()) {
            started = started.marked(entry, JournalEntry.Mark.APPLIED);
        }
        return started.running();
    }

    FlowFiles.Source source() {
        return FlowFiles.sources(deployment).get(0);
    }

    /** The deployment's folder on the node. */
    Path root() {
        return here(source().entry().root());
    }

    private Path here(String path) {
        String node = source().node();
        return Path.of(path.replace("/var/tmp", nodes.disk(node).toString()));
    }

    /** The folder of one exporter's files. */
    Path folder() {
        return here(source().entry().folder()).resolve(below());
    }

    /** The same, relative to the daemon's. */
    String below() {
        String files = source().output().files();
        return files.substring(0, files.lastIndexOf('/')).replace("*", "n1");
    }

    Path store(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder());
        return Files.write(folder().resolve(name), bytes);
    }

    Path store(String name, String text) throws IOException {
        return store(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void tamper(Tampering with) {
        tampering = with;
    }

    /** How often a script was run. */
    long ran(String script) {
        return ran.stream()
                .filter(text -> text.contains("# " + script + ".sh "))
                .count();
    }

    @Override
    public Shell on(String node) throws ShellException {
        Shell shell = nodes.on(node);
        return new Shell() {
            @Override
            public String node() {
                return shell.node();
            }

            @Override
            public CommandResult run(Command command) throws ShellException {
                ran.add(String.join(" ", command.argv()));
                return shell.run(command);
            }

            @Override
            public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
                ran.add(String.join(" ", command.argv()));
                return shell.stream(command, lines);
            }

            @Override
            public CommandResult copy(Command command, OutputStream sink) throws ShellException {
                ran.add(String.join(" ", command.argv()));
                Wire wire = new Wire(sink);
                CommandResult result = shell.copy(command, wire);
                if (wire.broken) {
                    throw new ShellException(node, "the connection to " + node + " broke");
                }
                return result;
            }

            @Override
            public void close() {
                shell.close();
            }
        };
    }

    private final class Wire extends FilterOutputStream {
        private boolean broken;

        Wire(OutputStream sink) {
            super(sink);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (broken) {
                return;
            }
            try {
                tampering.on(bytes, from, count);
                out.write(bytes, from, count);
                sent += count;
            } catch (Broken e) {
                broken = true;
            }
        }
    }
}
