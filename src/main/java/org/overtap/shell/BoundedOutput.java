package org.overtap.shell;

import java.io.ByteArrayOutputStream;

/**
 * Keeps output up to a limit and drops the rest, so that whoever writes is never blocked or failed by it. Thread-safe.
 */
public final class BoundedOutput extends NodeOutput {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long limit;
    private boolean overflown;

    public BoundedOutput(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        int room = (int) Math.min(count, limit - kept.size());
        kept.write(bytes, from, room);
        overflown |= room < count;
    }

    @Override
    public synchronized boolean overflown() {
        return overflown;
    }

    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }
}
