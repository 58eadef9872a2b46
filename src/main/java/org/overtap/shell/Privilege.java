package org.overtap.shell;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How root is had on a node. */
public enum Privilege {
    /** The login user is root. */
    ROOT(),
    /** By {@code sudo -n}, which fails at once where a password would be asked. */
    SUDO("sudo", "-n", "--");

    private final List<String> prefix;

    Privilege(String... prefix) {
        this.prefix = List.of(prefix);
    }

    /** What goes before a command that is to run as root: as many words as it takes. */
    public List<String> prefix() {
        return prefix;
    }

    /** The same shell, in which {@link Command#asRoot} commands run in this way. */
    public Shell over(Shell shell) {
        return shell instanceof Rooted rooted && rooted.way == this ? shell : new Rooted(shell, this);
    }

    private Command resolved(Command command) {
        if (!command.root()) {
            return command;
        }
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command.argv());
        return new Command(words, command.input(), command.timeout());
    }

    /** A shell that knows how root is had. */
    private static final class Rooted implements Shell {
        private final Shell shell;
        private final Privilege way;

        Rooted(Shell shell, Privilege way) {
            this.shell = shell;
            this.way = way;
        }

        @Override
        public String node() {
            return shell.node();
        }

        @Override
        public CommandResult run(Command command) throws ShellException {
            return shell.run(way.resolved(command));
        }

        @Override
        public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
            return shell.stream(way.resolved(command), lines);
        }

        @Override
        public CommandResult copy(Command command, OutputStream sink) throws ShellException {
            return shell.copy(way.resolved(command), sink);
        }

        @Override
        public void download(String remote, Path folder) throws ShellException {
            shell.download(remote, folder);
        }

        @Override
        public void close() {
            shell.close();
        }
    }
}
