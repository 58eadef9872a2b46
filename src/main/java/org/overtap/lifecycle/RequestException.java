package org.overtap.lifecycle;

/** A request cannot be carried out as it stands: it is the caller who must ask otherwise. The message says how. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RequestException(String message) {
        super(message);
    }
}
