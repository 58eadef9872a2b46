package org.overtap.record.query;

/** A question that cannot be answered as it was asked; the message says why, and what to ask instead. */
public final class FlowQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FlowQueryException(String message) {
        super(message);
    }
}
