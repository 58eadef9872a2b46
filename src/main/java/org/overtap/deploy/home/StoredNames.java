package org.overtap.deploy.home;

import java.util.regex.Pattern;

/**
 * Which paths a daemon's files may have. What a node tells is believed only as far as its instrument's description
 * goes: nothing else is ever written here.
 */
final class StoredNames {
    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\x{FFFD}\\u2028\\u2029]");

    private final Pattern closed;
    private final Pattern beside;

    private StoredNames(Pattern closed, Pattern beside) {
        this.closed = closed;
        this.beside = beside;
    }

    /** For files of that shell pattern, relative to the daemon's folder. */
    static StoredNames of(String files) {
        int name = files.lastIndexOf('/') + 1;
        return new StoredNames(pattern(files), pattern(files.substring(0, name) + "*"));
    }

    /** Whether a file that is closed may be called so. */
    boolean mayBeClosed(String path) {
        return plain(path) && closed.matcher(path).matches();
    }

    /** Whether a file that nobody closed may be called so: it lies where closed ones lie. */
    boolean mayBeOpen(String path) {
        return plain(path) && !mayBeClosed(path) && beside.matcher(path).matches();
    }

    private static boolean plain(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.startsWith(".") || !name.equals(name.strip())) {
                return false;
            }
        }
        return !ODD.matcher(path).find();
    }

    /** What a shell would expand it to: a wildcard never takes a slash. */
    private static Pattern pattern(String files) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < files.length(); at++) {
            char c = files.charAt(at);
            int end = c == '[' ? files.indexOf(']', at + 2) : -1;
            if (c == '*') {
                text.append("[^/]*");
            } else if (c == '?') {
                text.append("[^/]");
            } else if (end > 0) {
                String set = files.substring(at + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                text.append('[')
                        .append(set.startsWith("!") ? "^/" + set.substring(1) : set)
                        .append(']');
                at = end;
            } else {
                text.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(text.toString());
    }
}
