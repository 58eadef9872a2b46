package org.overtap.shell.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.overtap.shell.BoundedOutput;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.CopySink;
import org.overtap.shell.LineSink;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellLimits;

/** A shell over an SSH session that is opened when needed and opened again when it was lost. */
final class SshShell implements Shell {
    private final SshTarget target;
    private final SshConnection connection;
    private final ShellLimits limits;

    SshShell(SshTarget target, SshConnection connection, ShellLimits limits) {
        this.target = target;
        this.connection = connection;
        this.limits = limits;
    }

    @Override
    public String node() {
        return target.node();
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        BoundedOutput out = new BoundedOutput(limits.outputBytes());
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = connection.exec(command, out, err);
        return new CommandResult(status, text(out), text(err));
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
        LineSink out = new LineSink(lines, limits.outputBytes());
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = LineSink.during(out, () -> connection.exec(command, out, err));
        return new CommandResult(status, "", text(err));
    }

    @Override
    public CommandResult copy(Command command, OutputStream sink) throws ShellException {
        CopySink out = new CopySink(sink);
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = CopySink.during(out, () -> connection.exec(command, out, err));
        return new CommandResult(status, "", text(err));
    }

    /** Nothing: the session belongs to {@link SshShells}, and others may be using it. */
    @Override
    public void close() {}

    private static String text(BoundedOutput sink) {
        return new String(sink.bytes(), StandardCharsets.UTF_8);
    }
}
