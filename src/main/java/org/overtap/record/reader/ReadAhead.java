package org.overtap.record.reader;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes bytes and hands them on from a thread of its own, so that who writes them need not wait for who reads them as
 * long as some MiB hold what lies between: a program that prints and a reader that now and then has much else to do then
 * each use a processor of their own.
 *
 * <p>For one writer, who may be another thread than the one that closes it. What the sink throws is thrown to the writer,
 * or else when this is closed, and nothing is handed on after it.
 */
final class ReadAhead extends OutputStream {
    private static final int PIECE = 1 << 16;
    private static final int MOST_PIECES = 256;

    private final OutputStream sink;
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(MOST_PIECES + 1);
    private final BlockingQueue<Piece> empty = new ArrayBlockingQueue<>(MOST_PIECES);
    private final Thread reader = new Thread(this::handOn, "overtap-records");
    private Piece current;
    private int made;
    private boolean closed;
    private boolean told;
    private volatile Throwable failure;

    /** Bytes on their way; none that are written is the end. */
    private static final class Piece {
        private final byte[] bytes = new byte[PIECE];
        private int length;
    }

    ReadAhead(OutputStream sink) {
        this.sink = sink;
        reader.setDaemon(true);
        reader.start();
    }

    private void handOn() {
        try {
            for (Piece piece = full.take(); piece.length > 0; piece = full.take()) {
                handOn(piece);
                piece.length = 0;
                empty.put(piece);
            }
        } catch (InterruptedException e) {
            failure = new IllegalStateException("interrupted while records were read", e);
        }
    }

    private void handOn(Piece piece) {
        if (failure == null) {
            try {
                sink.write(piece.bytes, 0, piece.length);
            } catch (IOException e) {
                failure = new UncheckedIOException(e);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        int at = from;
        while (at < from + count && !closed) {
            rethrow();
            if (current == null) {
                current = room();
            }
            int taken = Math.min(from + count - at, PIECE - current.length);
            System.arraycopy(bytes, at, current.bytes, current.length, taken);
            current.length += taken;
            at += taken;
            if (current.length == PIECE) {
                pass(current);
                current = null;
            }
        }
    }

    private Piece room() {
        Piece piece = empty.poll();
        if (piece == null && made < MOST_PIECES) {
            made++;
            return new Piece();
        }
        try {
            return piece == null ? empty.take() : piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while records were read", e);
        }
    }

    /** There is always room: no more pieces are made than fit, and one to end with. */
    private void pass(Piece piece) {
        full.add(piece);
    }

    /** Tells it once: who has it would add it to itself. */
    private synchronized void rethrow() {
        Throwable its = told ? null : failure;
        told |= its != null;
        if (its instanceof Error error) {
            throw error;
        }
        if (its instanceof RuntimeException thrown) {
            throw thrown;
        }
    }

    /** Waits until all that was written is handed on. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (current != null && current.length > 0) {
                pass(current);
            }
            pass(new Piece());
        }
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while records were read", e);
        }
        rethrow();
    }
}
