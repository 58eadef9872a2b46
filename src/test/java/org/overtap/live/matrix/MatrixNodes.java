package org.overtap.live.matrix;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** The hosts of a wire as nodes: a folder in place of each node's /var/tmp, and root without sudo. */
record MatrixNodes(MatrixWire wire, Path disk) implements NodeShells {
    @Override
    public Shell on(String node) {
        return new Inside(node, new LocalShell(node, wire.inside(node)), disk.toString());
    }

    private record Inside(String node, LocalShell machine, String disk) implements Shell {
        @Override
        public CommandResult run(Command command) throws ShellException {
            return machine.run(here(command));
        }

        @Override
        public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
            return machine.stream(here(command), lines);
        }

        @Override
        public CommandResult copy(Command command, OutputStream sink) throws ShellException {
            return machine.copy(here(command), sink);
        }

        private Command here(Command command) {
            List<String> words = command.argv().stream()
                    .map(word -> word.replace("/var/tmp", disk))
                    .toList();
            return new Command(words, command.input(), command.timeout());
        }

        @Override
        public void close() {
            machine.close();
        }
    }
}
