package org.overtap.testbed.web;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of DER as the envelope of a private key needs.
 *
 * @param tag the element's tag
 * @param content its content
 */
record Der(int tag, byte[] content) {
    /** The elements in a row; whatever is cut off or too long is an error. */
    static List<Der> parse(byte[] bytes) {
        List<Der> elements = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int tag = bytes[at++] & 0xff;
            int length = at < bytes.length ? bytes[at++] & 0xff : -1;
            if (length >= 0x80) {
                int count = length & 0x7f;
                if (count > 3 || at + count > bytes.length) {
                    throw new IllegalArgumentException("DER length out of range");
                }
                length = count == 0 ? -1 : new BigInteger(1, slice(bytes, at, count)).intValue();
                at += count;
            }
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("DER is cut off");
            }
            elements.add(new Der(tag, slice(bytes, at, length)));
            at += length;
        }
        return elements;
    }

    /** The elements inside. */
    List<Der> children() {
        return parse(content);
    }

    Der child(int index) {
        List<Der> all = children();
        if (index >= all.size()) {
            throw new IllegalArgumentException("DER lacks an element");
        }
        return all.get(index);
    }

    int number() {
        return new BigInteger(content).intValueExact();
    }

    static byte[] wrap(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = new BigInteger(Integer.toHexString(content.length), 16).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | length.length - from);
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] slice(byte[] bytes, int from, int count) {
        byte[] copy = new byte[count];
        System.arraycopy(bytes, from, copy, 0, count);
        return copy;
    }
}
