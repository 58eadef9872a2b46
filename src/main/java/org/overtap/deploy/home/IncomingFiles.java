package org.overtap.deploy.home;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Takes files that come one after another in one stream, each as many bytes as was told before. One that is whole gets
 * its name at once. What comes after the last is dropped, and once closed, nothing is taken any more, whoever may still
 * be writing.
 */
final class IncomingFiles extends OutputStream {
    private final HomeFolder home;
    private final List<StoredFile> expected;
    private final boolean durable;
    private IncomingFile current;
    private int arrived;
    private boolean closed;

    /**
     * Files that are to come.
     *
     * @param durable whether they must outlive this machine's power
     */
    IncomingFiles(HomeFolder home, List<StoredFile> expected, boolean durable) {
        this.home = home;
        this.expected = List.copyOf(expected);
        this.durable = durable;
    }

    /**
     * Makes room for the first file. Where an earlier try left the beginning of it, it goes on from there.
     *
     * @return how much of the first file that is still to come is here already
     */
    synchronized long begin() throws IOException {
        current = IncomingFile.open(home, expected.get(0));
        finishWhole();
        return current == null ? 0 : current.arrived();
    }

    /** How many of the files are here. */
    synchronized int arrived() {
        return arrived;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        while (at < from + count && current != null && !closed) {
            int part = (int) Math.min(from + count - at, current.left());
            current.write(bytes, at, part);
            at += part;
            finishWhole();
        }
    }

    /** Files without a byte are whole before anything comes. */
    private void finishWhole() throws IOException {
        while (current != null && current.left() == 0) {
            IncomingFile whole = current;
            current = null;
            whole.finish(durable);
            arrived++;
            current = arrived < expected.size() ? IncomingFile.open(home, expected.get(arrived)) : null;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
