package org.overtap.record;

/** Records could not be read at all: the node, the folder or the tool that reads them is not there. */
public final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public RecordException(String message) {
        super(message);
    }

    public RecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
