package org.overtap.record.dataset.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A new file, with its sum taken while it is written. */
public final class SummedOutput extends OutputStream {
    private static final int BUFFER = 1 << 15;

    private final Path file;
    private final OutputStream out;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private long size;
    private boolean closed;
    private String sum = "";

    /** @throws IOException if it cannot be made, or is there already */
    public SummedOutput(Path file) throws IOException {
        this.file = file;
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        digest = newSum();
    }

    /** An empty sum. */
    public static MessageDigest newSum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (filled == BUFFER) {
            drain();
        }
        buffer[filled++] = (byte) b;
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        size += length;
        if (length > BUFFER - filled) {
            drain();
        }
        if (length > BUFFER) {
            put(bytes, from, length);
        } else {
            System.arraycopy(bytes, from, buffer, filled, length);
            filled += length;
        }
    }

    private void drain() throws IOException {
        put(buffer, 0, filled);
        filled = 0;
    }

    private void put(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        out.write(bytes, from, length);
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    /** The sum of the file, in hexadecimal, once it is closed. */
    public String sha256() {
        return sum;
    }

    /** The file with its sum, once it is closed. */
    public TableFile file(long rows) {
        return new TableFile(file, size, sum, rows);
    }

    /** Closes it as it is, whatever is missing. */
    public void giveUp() throws IOException {
        closed = true;
        out.close();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            drain();
        }
        sum = HexFormat.of().formatHex(digest.digest());
    }
}
