package org.overtap.deploy.journal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names of nodes as parts of files' names: two nodes never have the same. */
public final class PlainName {
    /** nfcapd takes 127 characters in a name of who sends, and file systems take 255 in that of a folder. */
    private static final int LONGEST = 100;

    private static final int HASH = 36;

    private PlainName() {}

    /** Letters, digits, dots, dashes and underscores stay; all else is written in hexadecimal. */
    public static String part(String node) {
        StringBuilder text = new StringBuilder();
        for (byte b : node.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
            text.append(kept ? String.valueOf(c) : hexadecimal(c));
        }
        return text.toString();
    }

    /** A whole file's name: neither hidden nor an option, and never too long. */
    static String whole(String node) {
        String part = part(node);
        boolean plain = !part.isEmpty() && Character.isLetterOrDigit(part.charAt(0));
        String name = plain || part.isEmpty() ? part : hexadecimal(part.charAt(0)) + part.substring(1);
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - HASH - 1) + "-"
                        + UUID.nameUUIDFromBytes(node.getBytes(StandardCharsets.UTF_8));
    }

    private static String hexadecimal(char c) {
        return String.format("%%%02x", (int) c);
    }
}
