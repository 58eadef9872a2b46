package org.overtap.record.reader;

/** What the reader asks nfdump to print, for those who time nfdump alone. */
public final class NfdumpFields {
    private NfdumpFields() {}

    public static String format() {
        return NfdumpLine.FORMAT;
    }
}
