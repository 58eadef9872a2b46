package org.overtap.testbed.emulab.boss;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Saves carriage returns from XML parsers, which read CR LF as LF (XML 1.0, 2.11). Boss and library alike
 * write a script's as they are; only as a character reference do they get through.
 */
final class CarriageReturns {
    private static final byte[] REFERENCE = "&#13;".getBytes(StandardCharsets.US_ASCII);

    private CarriageReturns() {}

    /** The document with those in its texts written as references; between elements and in tags they mean nothing. */
    static byte[] kept(byte[] xml) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(xml.length + 64);
        int at = 0;
        while (at < xml.length) {
            int end = end(xml, at);
            if (xml[at] == '<' || blank(xml, at, end)) {
                kept.write(xml, at, end - at);
            } else {
                text(xml, at, end, kept);
            }
            at = end;
        }
        return kept.toByteArray();
    }

    /** The end of the tag, or of the text, that starts there. */
    private static int end(byte[] xml, int start) {
        boolean tag = xml[start] == '<';
        for (int i = start; i < xml.length; i++) {
            if (xml[i] == (tag ? '>' : '<')) {
                return tag ? i + 1 : i;
            }
        }
        return xml.length;
    }

    private static boolean blank(byte[] xml, int from, int to) {
        for (int i = from; i < to; i++) {
            if (xml[i] != ' ' && xml[i] != '\t' && xml[i] != '\r' && xml[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private static void text(byte[] xml, int from, int to, ByteArrayOutputStream kept) {
        for (int i = from; i < to; i++) {
            if (xml[i] == '\r') {
                kept.writeBytes(REFERENCE);
            } else {
                kept.write(xml[i]);
            }
        }
    }
}
