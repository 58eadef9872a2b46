package org.overtap.testbed.emulab.rewrite;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one function through which text becomes a word of a Tcl command. */
public final class TclQuote {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=-]+");

    private TclQuote() {}

    /**
     * The text as one word: one line of printable ASCII that Tcl reads back as exactly this text, also inside braces.
     * Characters above U+FFFF are refused by {@link ScriptLimits}, because Tcl 8 has none.
     */
    public static String word(String text) {
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return text.chars().mapToObj(TclQuote::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    /** Several words as one command. */
    public static String command(List<String> words) {
        return words.stream().map(TclQuote::word).collect(Collectors.joining(" "));
    }

    /** Several texts as one word that Tcl reads back as the list of them. */
    public static String list(List<String> items) {
        return items.stream().map(TclQuote::word).collect(Collectors.joining(" "));
    }

    private static String escaped(int character) {
        if (character < ' ' || character > '~') {
            return String.format("\\u%04x", character);
        }
        boolean special = "\\\"$[]{};".indexOf(character) >= 0;
        return special ? "\\" + (char) character : String.valueOf((char) character);
    }
}
