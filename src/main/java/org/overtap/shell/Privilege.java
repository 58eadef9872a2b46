package org.overtap.shell;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How root is had on a node. */
public enum Privilege {
    /** The login user is root. */
    ROOT(),
    /** By {@code sudo -n}, which fails at once where a password would be asked. */
    SUDO("sudo", "-n", "--");

    private static final String MARK = "overtap-root";
    private static final List<String> MARKED = List.of("sh", "-c", "echo " + MARK + " >&2; exec \"$@\"", "sh");

    private final List<String> prefix;

    Privilege(String... prefix) {
        this.prefix = List.of(prefix);
    }

    /** The same shell, in which {@link Command#asRoot} commands run in this way. */
    public Shell over(Shell shell) {
        return shell instanceof Rooted rooted && rooted.way == this ? shell : new Rooted(shell, this);
    }

    private Command resolved(Command command) {
        if (!command.root() || this == ROOT) {
            return command.root() ? new Command(command.argv(), command.input(), command.timeout()) : command;
        }
        List<String> words = new ArrayList<>(prefix);
        words.addAll(MARKED);
        words.addAll(command.argv());
        return new Command(words, command.input(), command.timeout());
    }

    /** What runs as root there, where the words are what {@link #over} makes of a command; empty for any others. */
    public static Optional<List<String>> rootWords(List<String> argv) {
        List<String> before = new ArrayList<>(SUDO.prefix);
        before.addAll(MARKED);
        return argv.size() > before.size() && argv.subList(0, before.size()).equals(before)
                ? Optional.of(argv.subList(before.size(), argv.size()))
                : Optional.empty();
    }

    /** What came before the mark is sudo's (a lecture, a warning); without a mark the command was never started. */
    private CommandResult withoutItsOwn(Command command, CommandResult reply) {
        if (!command.root() || this == ROOT) {
            return reply;
        }
        int mark = reply.err().indexOf(MARK + "\n");
        if (mark >= 0) {
            return new CommandResult(reply.status(), reply.out(), reply.err().substring(mark + MARK.length() + 1));
        }
        return reply.ok() ? reply : new CommandResult(reply.status(), reply.out(), SudoRefusal.of(reply.err()));
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
            return way.withoutItsOwn(command, shell.run(way.resolved(command)));
        }

        @Override
        public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
            return way.withoutItsOwn(command, shell.stream(way.resolved(command), lines));
        }

        @Override
        public CommandResult copy(Command command, OutputStream sink) throws ShellException {
            return way.withoutItsOwn(command, shell.copy(way.resolved(command), sink));
        }

        @Override
        public void close() {
            shell.close();
        }
    }
}
