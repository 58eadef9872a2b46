package org.overtap.deploy;

import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.GoneNodeException;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * Shells on nodes as a deployment remembers them, which may have left the experiment since. Where one cannot be reached,
 * the testbed is asked, once, which nodes there are: one that is not among them is told as gone. Where the testbed
 * cannot be asked, nothing is concluded.
 */
public final class DeploymentShells implements NodeShells {
    private final Testbed testbed;
    private final Topology remembered;
    private Optional<Topology> now;

    public DeploymentShells(Testbed testbed, Topology remembered) {
        this.testbed = testbed;
        this.remembered = remembered;
    }

    /** @throws GoneNodeException if the experiment does not have it any more */
    @Override
    public Shell on(String name) throws ShellException {
        try {
            return new Asking(name, testbed.host(node(name)).shell());
        } catch (ShellException e) {
            throw explained(name, e);
        }
    }

    private Node node(String name) throws ShellException {
        Optional<Node> node = remembered.node(name);
        return (node.isPresent() ? node : now().flatMap(topology -> topology.node(name)))
                .orElseThrow(() -> new ShellException(name, "the experiment has no node called " + name));
    }

    /** Those of them that are gone, each with a sentence that says so. */
    public Map<String, String> gone(Collection<String> nodes) {
        Map<String, String> gone = new ConcurrentSkipListMap<>();
        nodes.parallelStream().forEach(node -> {
            try {
                on(node).run(Command.of("true"));
            } catch (GoneNodeException e) {
                gone.put(node, e.getMessage());
            } catch (ShellException e) {
                // Whoever needs it says so.
            }
        });
        return gone;
    }

    private ShellException explained(String node, ShellException failure) {
        boolean gone = now().filter(topology -> topology.node(node).isEmpty()).isPresent();
        return gone ? new GoneNodeException(node, testbed.experiment(), failure) : failure;
    }

    /** The experiment as it is, where a node that is not in it can have nothing left. */
    private synchronized Optional<Topology> now() {
        if (now == null) {
            now = asked();
        }
        return now;
    }

    private Optional<Topology> asked() {
        try {
            return testbed.wipesReleased() && testbed.isInstantiated()
                    ? Optional.of(testbed.discover()).filter(topology -> testbed.toldWhole())
                    : Optional.empty();
        } catch (TestbedException e) {
            return Optional.empty();
        }
    }

    /** Asks where it fails. */
    private final class Asking implements Shell {
        private final String name;
        private final Shell shell;

        Asking(String name, Shell shell) {
            this.name = name;
            this.shell = shell;
        }

        @Override
        public String node() {
            return shell.node();
        }

        @Override
        public CommandResult run(Command command) throws ShellException {
            return told(() -> shell.run(command));
        }

        @Override
        public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
            return told(() -> shell.stream(command, lines));
        }

        @Override
        public CommandResult copy(Command command, OutputStream sink) throws ShellException {
            return told(() -> shell.copy(command, sink));
        }

        private CommandResult told(Try attempt) throws ShellException {
            try {
                return attempt.run();
            } catch (ShellException e) {
                throw explained(name, e);
            }
        }

        @Override
        public void close() {
            shell.close();
        }
    }

    private interface Try {
        CommandResult run() throws ShellException;
    }
}
