package org.overtap.record.dataset.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.overtap.record.dataset.file.SharedTexts;

/** The fields of a file of comma-separated values (RFC 4180), one after the other. */
final class CsvFields implements Closeable {
    private static final int LONGEST = 1 << 20;
    private static final int END = -1;

    private final InputStream in;
    private final SharedTexts texts;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int at;
    private byte[] field = new byte[256];
    private int length;
    private boolean quoted;
    private boolean endsLine;

    CsvFields(InputStream in, SharedTexts texts) {
        this.in = in;
        this.texts = texts;
    }

    /**
     * Reads a field.
     *
     * @return false at the file's end
     * @throws IOException if the file ends within quotes
     */
    boolean next() throws IOException {
        length = 0;
        quoted = false;
        int c = read();
        if (c == END) {
            return false;
        }
        if (c == '"') {
            quoted = true;
            c = afterQuotes();
        }
        while (c != ',' && c != '\n' && c != END) {
            if (c != '\r') {
                append(c);
            }
            c = read();
        }
        if (c == END) {
            throw new IOException("it ends in the middle of a line");
        }
        endsLine = c == '\n';
        return true;
    }

    private int afterQuotes() throws IOException {
        while (true) {
            int c = read();
            if (c == '"') {
                c = read();
                if (c != '"') {
                    return c;
                }
            }
            if (c == END) {
                throw new IOException("it ends in the middle of a line");
            }
            append(c);
        }
    }

    private void append(int c) throws IOException {
        if (length == field.length) {
            if (length >= LONGEST) {
                throw new IOException("it has a field of more than " + LONGEST + " bytes");
            }
            field = Arrays.copyOf(field, 2 * length);
        }
        field[length++] = (byte) c;
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = in.read(buffer);
            at = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[at++] & 0xff;
    }

    /** Whether the field that was read last is without a value; a quoted empty text is one. */
    boolean isEmpty() {
        return length == 0 && !quoted;
    }

    /** Whether it was the last of its line. */
    boolean endsLine() {
        return endsLine;
    }

    /** The field that was read last. */
    String text() {
        return new String(field, 0, length, StandardCharsets.UTF_8);
    }

    /** As {@link #text}, the same object as often as that is cheap. */
    String sharedText() {
        return texts.of(text());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
