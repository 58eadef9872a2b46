package org.overtap.shell;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A place within another shell's machine: every command is put behind the same words, {@code nsenter --net=...} for
 * instance. The other shell is left open when this one is closed.
 *
 * @param shell the machine's
 * @param node how the place is called in messages
 * @param prefix the words
 */
public record PrefixedShell(Shell shell, String node, List<String> prefix) implements Shell {
    public PrefixedShell {
        prefix = List.copyOf(prefix);
    }

    private Command put(Command command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command.argv());
        return new Command(words, command.input(), command.timeout(), command.root());
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        return shell.run(put(command));
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
        return shell.stream(put(command), lines);
    }

    @Override
    public CommandResult copy(Command command, OutputStream sink) throws ShellException {
        return shell.copy(put(command), sink);
    }

    @Override
    public void close() {
        // The machine's own shell is somebody else's.
    }
}
