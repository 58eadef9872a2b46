package org.overtap.topology.file;

/**
 * The one function through which text leaves for a terminal. What is not text there is written out: escape sequences
 * and other controls (a terminal obeys them), marks that turn the direction of what follows (Unicode's bidi controls:
 * text reads as something else than it is), separators of lines and paragraphs. Letters of any language stay, and so do
 * tab, line feed, and the carriage return of a line that ends in both.
 */
public final class VisibleText {
    private VisibleText() {}

    /** The text as it may be shown. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsLine = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (endsLine || !isHidden(c) || c == '\n' || c == '\t') {
                shown.append(c);
            } else {
                shown.append(escaped(c));
            }
        }
        return shown.toString();
    }

    /** Whether text of a single line may not have it. */
    public static boolean isHidden(int c) {
        return c < 0x20
                || c >= 0x7f && c < 0xa0
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }

    /** It in letters: <code>&#92;x1b</code>, <code>&#92;u202e</code>. */
    public static String escaped(int c) {
        return String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c);
    }
}
