package org.overtap.toy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;
import org.overtap.verify.FakeCanaries;

/**
 * Nodes that all are this machine, without root: real scripts and processes, a folder in place of each node's /var/tmp,
 * and in it a file in place of each interface, into which canaries are written where both ends would see them.
 */
final class ToyNodes implements NodeShells {
    private final Path base;
    private final Topology topology;
    private final FakeCanaries canaries = new FakeCanaries(this::pass);

    ToyNodes(Path base, Topology topology) throws IOException {
        this.base = base;
        this.topology = topology;
        for (Node node : topology.nodes()) {
            Files.createDirectories(base.resolve(node.name()));
            Files.createFile(wire(node.name()));
        }
    }

    @Override
    public Shell on(String node) {
        return new Local(node, new LocalShell(node));
    }

    /** What is left of deployments, on all nodes. */
    List<Path> left() throws IOException {
        try (var all = Files.walk(base, 2)) {
            return all.filter(path -> path.getFileName().toString().startsWith("overtap-"))
                    .toList();
        }
    }

    /** Every node has one interface, {@code eth1}. */
    private Path wire(String node) {
        return base.resolve(node).resolve("eth1.packets");
    }

    private String address(String node) {
        return topology.node(node).stream()
                .flatMap(n -> n.interfaces().stream())
                .flatMap(port -> port.address().stream())
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private synchronized int pass(FakeCanaries.Sent sent) throws IOException {
        String line = String.join(
                " ",
                sent.from(),
                sent.to(),
                "17",
                String.valueOf(sent.fromPort()),
                String.valueOf(sent.toPort()),
                String.valueOf(sent.payload() + 28));
        for (Node node : topology.nodes()) {
            boolean end = List.of(sent.from(), sent.to()).contains(address(node.name()));
            Files.writeString(
                    wire(node.name()), end ? (line + "\n").repeat(sent.count()) : "", StandardOpenOption.APPEND);
        }
        return sent.count();
    }

    private final class Local implements Shell {
        private final String node;
        private final LocalShell machine;

        Local(String node, LocalShell machine) {
            this.node = node;
            this.machine = machine;
        }

        @Override
        public String node() {
            return node;
        }

        @Override
        public CommandResult run(Command command) throws ShellException {
            Optional<CommandResult> told = canaries.answer(command);
            return told.isPresent() ? told.get() : machine.run(here(command));
        }

        @Override
        public CommandResult copy(Command command, OutputStream sink) throws ShellException {
            return machine.copy(here(command), sink);
        }

        /** On this node's part of the disk, and without sudo. */
        private Command here(Command command) {
            List<String> words = command.argv().stream()
                    .map(word -> word.replace("/var/tmp", base.resolve(node).toString()))
                    .toList();
            List<String> plain = words.subList(0, Math.min(3, words.size())).equals(List.of("sudo", "-n", "--"))
                    ? words.subList(3, words.size())
                    : words;
            return new Command(plain, command.input(), command.timeout());
        }

        @Override
        public void close() {
            machine.close();
        }
    }
}
