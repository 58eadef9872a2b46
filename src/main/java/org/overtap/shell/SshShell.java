package org.overtap.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A shell over an SSH session that is opened when needed and opened again when it was lost. */
final class SshShell implements Shell {
    private final SshTarget target;
    private final SshConnection connection;
    private final SshLimits limits;

    SshShell(SshTarget target, SshConnection connection, SshLimits limits) {
        this.target = target;
        this.connection = connection;
        this.limits = limits;
    }

    @Override
    public String node() {
        return target.node();
    }

    @Override
    public Reply run(Command command) throws ShellException {
        BoundedSink out = new BoundedSink(limits.outputBytes());
        BoundedSink err = new BoundedSink(limits.outputBytes());
        int status = connection.exec(command, out, err);
        return new Reply(status, text(out), text(err));
    }

    @Override
    public Reply stream(Command command, Consumer<String> lines) throws ShellException {
        LineSink out = new LineSink(lines, limits.outputBytes());
        BoundedSink err = new BoundedSink(limits.outputBytes());
        int status = LineSink.during(out, () -> connection.exec(command, out, err));
        return new Reply(status, "", text(err));
    }

    @Override
    public void download(String remote, Path folder) throws ShellException {
        BoundedSink archive = new BoundedSink(limits.downloadBytes());
        BoundedSink err = new BoundedSink(limits.outputBytes());
        Command command = TarCommand.pack(remote).within(limits.download());
        int status = connection.exec(command, archive, err);
        TarCommand.check(node(), remote, new Reply(status, "", text(err)));
        try {
            TarReader.extract(new ByteArrayInputStream(archive.bytes()), folder);
        } catch (IOException e) {
            throw new ShellException(
                    node(), "cannot unpack " + remote + " of " + target + " into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Nothing: the session belongs to {@link SshShells}, and others may be using it. */
    @Override
    public void close() {}

    private static String text(BoundedSink sink) {
        return new String(sink.bytes(), StandardCharsets.UTF_8);
    }
}
