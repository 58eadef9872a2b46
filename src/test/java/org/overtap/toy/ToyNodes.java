package org.overtap.toy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/**
 * Nodes that all are this machine, without root: real scripts and processes, a folder in place of each node's /var/tmp,
 * and in it a file in place of each interface, into which canaries are written where both ends would see them.
 */
final class ToyNodes implements NodeShells {
    private final Path base;
    private final Topology topology;

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

    private record Sent(String from, String to, int tos, int bytes, int count) {
        private String line(String a, String b) {
            return (a + " " + b + " 1 " + tos + " " + bytes + "\n").repeat(count);
        }
    }

    private void pass(Sent sent) throws IOException {
        String packets = sent.line(sent.from(), sent.to()) + sent.line(sent.to(), sent.from());
        for (Node node : topology.nodes()) {
            boolean end = List.of(sent.from(), sent.to()).contains(address(node.name()));
            Files.writeString(wire(node.name()), end ? packets : "", StandardOpenOption.APPEND);
        }
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
            Command here = here(command);
            return String.join(" ", here.argv()).contains("packets transmitted")
                    ? echoes(here.argv(), here.input())
                    : machine.run(here);
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

        /** As the script of that name would, all of them answered. */
        private CommandResult echoes(List<String> words, byte[] input) throws ShellException {
            List<String> args = words.subList(words.size() - 3, words.size());
            int count = Integer.parseInt(args.get(2));
            StringBuilder told = new StringBuilder();
            try {
                for (String line :
                        new String(input, StandardCharsets.UTF_8).lines().toList()) {
                    String to = line.split(" ")[1];
                    int bytes = Integer.parseInt(args.get(1)) + 28;
                    pass(new Sent(address(node), to, Integer.parseInt(args.get(0)), bytes, count));
                    told.append(line)
                            .append(' ')
                            .append(count)
                            .append(' ')
                            .append(count)
                            .append('\n');
                }
            } catch (IOException e) {
                throw new ShellException(node, e.getMessage(), e);
            }
            return new CommandResult(0, told.toString(), "");
        }

        @Override
        public void download(String remote, Path folder) throws ShellException {
            machine.download(remote.replace("/var/tmp", base.resolve(node).toString()), folder);
        }

        @Override
        public void close() {
            machine.close();
        }
    }
}
