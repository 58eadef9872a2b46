package org.overtap.shell;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one function through which text becomes a word of a POSIX shell's command line. */
public final class ShellQuote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*");

    private ShellQuote() {}

    /**
     * The text as one word.
     *
     * @throws IllegalArgumentException if it contains a NUL, which no shell can carry
     */
    public static String word(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL character cannot be passed to a shell");
        }
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Several words, separated by blanks. */
    public static String line(List<String> words) {
        return words.stream().map(ShellQuote::word).collect(Collectors.joining(" "));
    }
}
