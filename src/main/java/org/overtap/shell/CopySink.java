package org.overtap.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Passes output on to a sink as it comes. A sink that fails ends it: nothing is passed on after that. */
public final class CopySink extends NodeOutput {
    private final OutputStream sink;
    private RuntimeException failure;

    public CopySink(OutputStream sink) {
        this.sink = sink;
    }

    /** Runs a command that writes to the sink, and passes on what the sink threw. */
    public static int during(CopySink sink, LineSink.Run command) throws ShellException {
        try {
            int status = command.status();
            sink.rethrow();
            return status;
        } catch (ShellException e) {
            sink.rethrow();
            throw e;
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        if (failure == null) {
            try {
                sink.write(bytes, from, count);
            } catch (IOException e) {
                failure = new UncheckedIOException(e);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    @Override
    public synchronized boolean overflown() {
        return failure != null;
    }

    private synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
