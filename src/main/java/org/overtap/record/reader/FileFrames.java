package org.overtap.record.reader;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes apart what {@code stored-files.sh} prints: files one after the other, each behind a line that tells its size. */
final class FileFrames extends OutputStream {
    private static final int LONGEST_LINE = 1 << 13;

    private final Taker taker;
    private final StringBuilder line = new StringBuilder();
    private long left;
    private String name = "";
    private boolean lost;

    FileFrames(Taker taker) {
        this.taker = taker;
    }

    /** Takes files in pieces. */
    interface Taker {
        /** A file begins, which was closed at that time in seconds since 1970. */
        void begin(String name, long closed);

        /** The next of its bytes; they are its own only until it returns. */
        void bytes(byte[] bytes, int from, int to);

        /** All of it was handed on. */
        void end();

        /** A file cannot be read. */
        void unreadable(String name, String why);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int at = from;
        while (at < from + count && !lost) {
            at = left > 0 ? content(bytes, at, from + count) : heading(bytes, at, from + count);
        }
    }

    private int content(byte[] bytes, int from, int to) {
        int end = (int) Math.min(to, from + left);
        taker.bytes(bytes, from, end);
        left -= end - from;
        if (left == 0) {
            taker.end();
        }
        return end;
    }

    private int heading(byte[] bytes, int from, int to) {
        int end = Bytes.find(bytes, from, to, (byte) '\n');
        line.append(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        if (line.length() > LONGEST_LINE) {
            lose();
        } else if (end < to) {
            begin(new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            line.setLength(0);
        }
        return Math.min(to, end + 1);
    }

    /** A file grew shorter while it was read: where the next begins cannot be told. */
    private void lose() {
        lost = true;
        taker.unreadable(
                name, "a file grew shorter while it was read: it and those after it were not read to their end");
    }

    /** A line {@code @SIZE CLOSED NAME}, or {@code !WORDS: NAME}. */
    private void begin(String words) {
        String[] parts = words.split(" ", 3);
        if (words.matches("@\\d{1,18} \\d{1,15} .+")) {
            left = Long.parseLong(parts[0].substring(1));
            name = parts[2];
            taker.begin(name, Long.parseLong(parts[1]));
            if (left == 0) {
                taker.end();
            }
        } else if (words.startsWith("!") && words.contains(": ")) {
            int colon = words.indexOf(": ");
            taker.unreadable(words.substring(colon + 2), words.substring(1, colon));
        } else {
            lose();
        }
    }
}
