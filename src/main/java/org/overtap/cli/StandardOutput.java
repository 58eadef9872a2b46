package org.overtap.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where results go. A writer would keep to itself that they cannot be written; this remembers it, and takes in what
 * follows without a word, so that what was begun is brought to its end.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** Why it could not be written, if that is so. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public synchronized void flush() {
        attempt(out::flush);
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private void attempt(Attempt attempt) {
        if (failure != null) {
            return;
        }
        try {
            attempt.make();
        } catch (IOException e) {
            failure = e;
        }
    }
}
