package org.overtap.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.shell.ssh.Shells;
import org.overtap.shell.ssh.SshTarget;

/**
 * Answers from a recording. The same command asked again gets the recorded answers in their order, and the last of
 * them from then on; a command that was not recorded fails and says which ones were.
 */
public final class RecordedShell implements Shell {
    private final String node;
    private final Map<List<String>, List<Exchange>> answers = new HashMap<>();

    public RecordedShell(String node, Recording recording) {
        this.node = node;
        for (Exchange exchange : recording.of(node)) {
            answers.computeIfAbsent(exchange.argv(), argv -> new ArrayList<>()).add(exchange);
        }
    }

    /** A shell for each target that the recording knows; others cannot be reached. */
    public static Shells shells(Recording recording) {
        return new Shells() {
            @Override
            public Shell shell(SshTarget target) throws ShellException {
                if (recording.of(target.node()).isEmpty()) {
                    throw new ShellException(target.node(), "cannot log in on " + target + ": not in the recording");
                }
                return new RecordedShell(target.node(), recording);
            }

            @Override
            public void disconnect() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        return next(command.argv()).reply();
    }

    @Override
    public void close() {}

    private synchronized Exchange next(List<String> argv) throws ShellException {
        List<Exchange> left = answers.get(argv);
        if (left == null) {
            throw new ShellException(
                    node, "not recorded on node " + node + ": " + argv + "; recorded are " + answers.keySet());
        }
        return left.size() > 1 ? left.remove(0) : left.get(0);
    }
}
