package org.overtap.testbed.hosts.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to log in, as one word: {@code [user@]host[:port]}, an IPv6 address in brackets.
 *
 * @param user empty if none is named
 * @param host name or address, without brackets
 * @param port 0 if none is named
 */
record Login(String user, String host, int port) {
    private static final String USER = "[A-Za-z0-9_][A-Za-z0-9_.-]*";
    private static final Pattern FORM = Pattern.compile(
            "(?:(" + USER + ")@)?(?:\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|([A-Za-z0-9_][A-Za-z0-9_.-]*))(?::(\\d{1,5}))?");

    /** Reads the word, which stands there. */
    static Login parse(Mark at, String word) {
        Matcher parts = FORM.matcher(word);
        if (!parts.matches()) {
            throw at.error("'" + word + "' is no host: write [user@]host[:port], an IPv6 address in brackets");
        }
        String host = parts.group(2) != null ? parts.group(2) : parts.group(3);
        int port = parts.group(4) == null ? 0 : port(at, parts.group(4));
        return new Login(parts.group(1) == null ? "" : parts.group(1), host, port);
    }

    /** As {@link #parse}, where an IPv6 address is often written without brackets because no port follows. */
    static Login ofField(Mark at, String word) {
        boolean bare = word.matches("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?");
        return parse(at, bare ? "[" + word + "]" : word);
    }

    /** A port's number. */
    static int port(Mark at, String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw at.error("'" + text + "' is no port: write a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** A user's name. */
    static String user(Mark at, String text) {
        if (!text.matches(USER)) {
            throw at.error("'" + text + "' is no login name");
        }
        return text;
    }
}
