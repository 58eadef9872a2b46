package org.overtap.report;

/** The one way in which text enters a drawing. */
final class Xml {
    private Xml() {}

    /** The text as element content or attribute value; what XML does not allow becomes a question mark. */
    static String text(String text) {
        return Table.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
