package org.overtap.report.format;

/** The one way in which text enters a drawing. */
public final class Xml {
    private Xml() {}

    /**
     * The text as element content or attribute value. What XML 1.0 does not allow becomes a question mark: control
     * characters, halves of surrogate pairs, U+FFFE and U+FFFF.
     */
    public static String text(String text) {
        return text.codePoints()
                .map(c -> allowed(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean allowed(int c) {
        return !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
