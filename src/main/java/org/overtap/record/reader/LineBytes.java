package org.overtap.record.reader;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Hands on lines as they lie in what is written, without their ends. A line longer than a bound is handed on in its
 * first part alone, so that odd input cannot fill the memory.
 */
final class LineBytes extends OutputStream {
    private static final int LONGEST = 1 << 16;

    private final Taker taker;
    private byte[] kept = new byte[1 << 10];
    private int length;
    private boolean whole = true;

    LineBytes(Taker taker) {
        this.taker = taker;
    }

    /** Takes a line; the bytes are its own only until it returns. */
    interface Taker {
        /** @param whole whether that is all of the line */
        void line(byte[] bytes, int from, int to, boolean whole);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int to = from + count;
        int start = from;
        int end = Bytes.find(bytes, start, to, (byte) '\n');
        while (end < to) {
            if (length == 0) {
                taker.line(bytes, start, end, true);
            } else {
                keep(bytes, start, end);
                finish();
            }
            start = end + 1;
            end = Bytes.find(bytes, start, to, (byte) '\n');
        }
        keep(bytes, start, to);
    }

    private void keep(byte[] bytes, int from, int to) {
        int taken = Math.min(to - from, LONGEST - length);
        whole &= taken == to - from;
        if (length + taken > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(length + taken, kept.length * 2));
        }
        System.arraycopy(bytes, from, kept, length, taken);
        length += taken;
    }

    /** Hands on a last line without an end. */
    void finish() {
        if (length > 0) {
            int all = length;
            boolean complete = whole;
            length = 0;
            whole = true;
            taker.line(kept, 0, all, complete);
        }
    }
}
