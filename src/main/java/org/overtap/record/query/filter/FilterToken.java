package org.overtap.record.query.filter;

import java.util.Locale;

/**
 * A piece of an expression.
 *
 * @param kind what it is
 * @param text as it was typed, without quotes
 * @param at where it begins, from 0
 */
record FilterToken(Kind kind, String text, int at) {
    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        END
    }

    /** The word as keywords are compared; a sign as it is. Text in quotes is no keyword. */
    String keyword() {
        return kind == Kind.QUOTED ? "" : text.toLowerCase(Locale.ROOT);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
