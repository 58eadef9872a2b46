package org.overtap.record.query.filter;

/** A filter expression is wrong; the message says where, and what was expected. */
public final class FilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FilterException(int position, String message) {
        super("--filter, character " + (position + 1) + ": " + message);
    }
}
