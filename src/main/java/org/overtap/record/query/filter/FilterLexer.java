package org.overtap.record.query.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into pieces as nfdump does: a comment goes from # to the end of its line. */
final class FilterLexer {
    private static final Pattern PIECE = Pattern.compile("\\s+|#[^\n]*"
            + "|(?<word>[A-Za-z0-9_:.\\-]+)"
            + "|'(?<single>[^'\n]+)'|\"(?<double>[^\"\n]+)\""
            + "|(?<sign>&&|\\|\\||==|>=|<=|[=<>!(),/\\[\\]])");

    private FilterLexer() {}

    /** The pieces, and behind them one that is the end. */
    static List<FilterToken> cut(String text) {
        List<FilterToken> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new FilterException(at, unreadable(text.charAt(at)));
            }
            add(pieces, FilterToken.Kind.WORD, matcher.group("word"), at);
            add(pieces, FilterToken.Kind.QUOTED, matcher.group("single"), at);
            add(pieces, FilterToken.Kind.QUOTED, matcher.group("double"), at);
            add(pieces, FilterToken.Kind.SIGN, matcher.group("sign"), at);
            at = matcher.end();
        }
        pieces.add(new FilterToken(FilterToken.Kind.END, "", at));
        return pieces;
    }

    private static String unreadable(char sign) {
        return sign == '\'' || sign == '"'
                ? "this quote is never closed"
                : "'" + sign + "' means nothing here; names with such characters are written in quotes: node 'a+b'";
    }

    private static void add(List<FilterToken> pieces, FilterToken.Kind kind, String text, int at) {
        if (text != null) {
            pieces.add(new FilterToken(kind, text, at));
        }
    }
}
