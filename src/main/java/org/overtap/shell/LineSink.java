package org.overtap.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Hands output on line by line, in the thread that writes. A consumer that fails, and a line beyond the limit, end it:
 * nothing is handed on after that.
 */
public final class LineSink extends NodeOutput {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;
    private final long limit;
    private boolean ended;
    private RuntimeException failure;

    public LineSink(Consumer<String> lines, long limit) {
        this.lines = lines;
        this.limit = limit;
    }

    /** A command that writes to a sink. */
    public interface Run {
        int status() throws ShellException;
    }

    /**
     * Runs a command that writes to the sink, hands on a last line without an end, and passes on what the consumer
     * threw.
     */
    public static int during(LineSink sink, Run command) throws ShellException {
        try {
            int status = command.status();
            sink.finish();
            return status;
        } finally {
            sink.rethrow();
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        int start = from;
        for (int i = from; i < from + count && !ended; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, start, i - start);
                handOn();
                start = i + 1;
            }
        }
        keep(bytes, start, from + count - start);
    }

    @Override
    public synchronized boolean overflown() {
        return ended;
    }

    private void keep(byte[] bytes, int from, int count) {
        ended |= line.size() + (long) count > limit;
        if (!ended) {
            line.write(bytes, from, count);
        }
    }

    private void handOn() {
        if (!ended) {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            try {
                lines.accept(text);
            } catch (RuntimeException e) {
                failure = e;
                ended = true;
            }
        }
    }

    private synchronized void finish() {
        if (line.size() > 0) {
            handOn();
        }
    }

    private synchronized void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
