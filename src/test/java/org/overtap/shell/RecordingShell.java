package org.overtap.shell;

/**
 * Passes everything on to another shell and notes what it answered. What must stay secret must not be run through it.
 */
public final class RecordingShell implements Shell {
    private final Shell inner;
    private final Recording recording;

    public RecordingShell(Shell inner, Recording recording) {
        this.inner = inner;
        this.recording = recording;
    }

    @Override
    public String node() {
        return inner.node();
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        CommandResult reply = inner.run(command);
        recording.add(Exchange.of(node(), command, reply));
        return reply;
    }

    @Override
    public void close() {
        inner.close();
    }
}
