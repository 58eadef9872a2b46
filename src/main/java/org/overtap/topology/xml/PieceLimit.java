package org.overtap.topology.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Ends a stream where its parser takes in too much for one piece: it would hold all of it, several times over. */
final class PieceLimit extends FilterInputStream {
    private final int most;
    private long taken;
    private IOException failure;

    PieceLimit(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    /** What was taken up to here was no part of what comes. */
    void nextPiece() {
        taken = 0;
    }

    /** Why reading ended, if it failed: a parser does not hand that on. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int got = super.read(bytes, offset, length);
            taken += Math.max(0, got);
            if (taken > most) {
                throw new IOException("one element or comment is longer than " + (most >> 20) + " MiB");
            }
            return got;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
