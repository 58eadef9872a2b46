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
    private static final String MARKING = "echo " + MARK + " >&2";
    private static final List<String> SCRIPT = List.of("sh", "-c");
    private static final List<String> MARKED = List.of("sh", "-c", MARKING + "; exec \"$@\"", "sh");

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
        words.addAll(marked(command.argv()));
        return new Command(words, command.input(), command.timeout());
    }

    /** A script says the mark itself: another shell in front of its own would be one program more. */
    private static List<String> marked(List<String> argv) {
        List<String> words = new ArrayList<>(argv);
        if (argv.size() > SCRIPT.size() && argv.subList(0, SCRIPT.size()).equals(SCRIPT)) {
            words.set(SCRIPT.size(), MARKING + "\n" + argv.get(SCRIPT.size()));
        } else {
            words.addAll(0, MARKED);
        }
        return words;
    }

    /** What runs as root there, where the words are what {@link #over} makes of a command; empty for any others. */
    public static Optional<List<String>> rootWords(List<String> argv) {
        int before = SUDO.prefix.size();
        if (argv.size() <= before || !argv.subList(0, before).equals(SUDO.prefix)) {
            return Optional.empty();
        }
        List<String> words = argv.subList(before, argv.size());
        int script = SCRIPT.size();
        if (words.size() > MARKED.size() && words.subList(0, MARKED.size()).equals(MARKED)) {
            return Optional.of(words.subList(MARKED.size(), words.size()));
        }
        if (words.size() <= script
                || !words.subList(0, script).equals(SCRIPT)
                || !words.get(script).startsWith(MARKING + "\n")) {
            return Optional.empty();
        }
        List<String> unmarked = new ArrayList<>(words);
        unmarked.set(script, words.get(script).substring(MARKING.length() + 1));
        return Optional.of(unmarked);
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
