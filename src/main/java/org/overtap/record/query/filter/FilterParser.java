package org.overtap.record.query.filter;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overtap.record.table.Column;

/**
 * Reads an expression by recursive descent: {@code or} binds least, then {@code and}, then {@code not}.
 *
 * <p>Terms are the table's ({@link FilterTerms}); here is what joins them, and how a term takes its words.
 */
final class FilterParser {
    private static final int DEEPEST = 200;

    private final List<FilterToken> pieces;
    private final boolean onPath;
    private final Set<Column> columns = EnumSet.noneOf(Column.class);
    private int next;
    private int depth;
    private boolean negated;

    /**
     * A parser of that text.
     *
     * @param onPath whether a flow is on every segment of its path, and not only where it was counted
     */
    FilterParser(String text, boolean onPath) {
        this.pieces = FilterLexer.cut(text);
        this.onPath = onPath;
    }

    /**
     * A part of an expression.
     *
     * @param segment the one segment to which it confines what fits
     */
    record Part(FlowTest test, Optional<String> segment) {
        static Part of(FlowTest test) {
            return new Part(test, Optional.empty());
        }
    }

    /** What the expression asks of a row; known once it was read. */
    Set<Column> columns() {
        return Collections.unmodifiableSet(columns);
    }

    /** The whole text. */
    Part whole() {
        if (peek().kind() == FilterToken.Kind.END) {
            return Part.of(FlowTest.ANY);
        }
        Part part = or();
        if (peek().kind() != FilterToken.Kind.END) {
            throw expected(depth == 0 ? "'and', 'or' or the end" : "'and', 'or' or ')'");
        }
        return part;
    }

    private Part or() {
        Part left = and();
        while (take("or", "||")) {
            Part right = and();
            left = new Part(
                    left.test.or(right.test), left.segment.filter(name -> right.segment.equals(Optional.of(name))));
        }
        return left;
    }

    private Part and() {
        Part left = unary();
        while (take("and", "&&")) {
            Part right = unary();
            left = new Part(left.test.and(right.test), left.segment.or(right::segment));
        }
        return left;
    }

    private Part unary() {
        if (++depth > DEEPEST) {
            throw new FilterException(peek().at(), "more than " + DEEPEST + " expressions within each other");
        }
        try {
            if (take("not", "!")) {
                negated = !negated;
                Part inner = unary();
                negated = !negated;
                return Part.of(inner.test.not());
            }
            if (!take("(")) {
                return FilterTerms.read(this);
            }
            Part inner = or();
            require(")", "'and', 'or' or ')'");
            return inner;
        } finally {
            depth--;
        }
    }

    /** Whether an odd number of nots is in front of the term that is read. */
    boolean negated() {
        return negated;
    }

    boolean onPath() {
        return onPath;
    }

    /** Notes that a term asks for these. */
    void needs(Column... asked) {
        columns.addAll(List.of(asked));
    }

    FilterToken peek() {
        return pieces.get(next);
    }

    /** The piece after the next one; the last piece is the end, again and again. */
    FilterToken peekBehind() {
        return pieces.get(Math.min(next + 1, pieces.size() - 1));
    }

    FilterToken take() {
        FilterToken piece = pieces.get(next);
        next = Math.min(next + 1, pieces.size() - 1);
        return piece;
    }

    /** Takes the next piece if it is one of those keywords. */
    boolean take(String... keywords) {
        if (List.of(keywords).contains(peek().keyword()) && peek().kind() != FilterToken.Kind.END) {
            take();
            return true;
        }
        return false;
    }

    void require(String keyword, String words) {
        if (!take(keyword)) {
            throw expected(words);
        }
    }

    /** A name: a word, or anything in quotes. */
    FilterToken name(String words) {
        if (!peek().isName()) {
            throw expected(words);
        }
        return take();
    }

    FilterException expected(String words) {
        return new FilterException(peek().at(), "expected " + words + ", not " + peek());
    }
}
