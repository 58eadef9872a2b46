package org.overtap.topology.xml;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at an XML document's bytes before its parser does, which prints to stderr what it thinks of those that are not
 * of the charset that the document claims to have, and knows no place for them.
 */
final class XmlBytes extends FilterInputStream {
    private static final int HEAD = 200;

    /** The beginnings by which a parser knows UTF-32 and UTF-16 that have no mark; it takes the rest for UTF-8. */
    private static final List<String> WIDE = List.of("\0\0\0<", "<\0\0\0", "\0\0<\0", "\0<\0\0", "\0<\0?", "<\0?\0");

    private static final Pattern ENCODING = Pattern.compile("^[^>]*\\bencoding\\s*=\\s*[\"']([\\w.:-]+)");

    private final boolean ascii;
    private int due;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private long line = 1;
    private long column;

    private XmlBytes(InputStream in, boolean ascii) {
        super(in);
        this.ascii = ascii;
    }

    /** The same bytes; those of other charsets than UTF-8 and ASCII are not looked at. */
    static InputStream checked(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(HEAD);
        String head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        in.reset();
        if (head.startsWith("\u00FF\u00FE") || head.startsWith("\u00FE\u00FF") || isWide(head)) {
            return in;
        }
        Matcher encoding = ENCODING.matcher(head);
        String name = encoding.find() ? encoding.group(1).toLowerCase(Locale.ROOT) : "utf-8";
        return switch (name) {
            case "utf-8", "utf8" -> new XmlBytes(in, false);
            case "us-ascii", "ascii" -> new XmlBytes(in, true);
            default -> in;
        };
    }

    /** Whether its first characters have more than a byte each (XML 1.0, appendix F). */
    private static boolean isWide(String head) {
        return WIDE.stream().anyMatch(head::startsWith);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            look(value);
        } else if (due > 0) {
            throw misplaced();
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int got = super.read(bytes, offset, length);
        for (int i = offset; i < offset + got; i++) {
            look(bytes[i] & 0xFF);
        }
        if (got < 0 && due > 0) {
            throw misplaced();
        }
        return got;
    }

    private void look(int value) throws IOException {
        if (due > 0) {
            if (value < lowest || value > highest) {
                throw misplaced();
            }
            due--;
            expect(due, 0x80, 0xBF);
            return;
        }
        column++;
        if (value == '\n') {
            line++;
            column = 0;
        }
        if (value >= 0x80) {
            lead(value);
        }
    }

    /** The first byte of a character, by the table of RFC 3629. */
    private void lead(int value) throws IOException {
        if (ascii || value < 0xC2 || value > 0xF4) {
            throw misplaced();
        }
        if (value < 0xE0) {
            expect(1, 0x80, 0xBF);
        } else if (value < 0xF0) {
            expect(2, value == 0xE0 ? 0xA0 : 0x80, value == 0xED ? 0x9F : 0xBF);
        } else {
            expect(3, value == 0xF0 ? 0x90 : 0x80, value == 0xF4 ? 0x8F : 0xBF);
        }
    }

    private void expect(int bytes, int from, int to) {
        due = bytes;
        lowest = from;
        highest = to;
    }

    private Misplaced misplaced() {
        return new Misplaced(line + ":" + column, ascii ? "US-ASCII" : "UTF-8");
    }

    /** A byte that cannot stand where it stands. */
    static final class Misplaced extends IOException {
        private static final long serialVersionUID = 1L;

        private final String position;

        Misplaced(String position, String charset) {
            super("what stands there is not " + charset
                    + ": name the charset in the document's first line (encoding=\"ISO-8859-1\"), or convert it");
            this.position = position;
        }

        /** {@code line:column}. */
        String position() {
            return position;
        }
    }
}
