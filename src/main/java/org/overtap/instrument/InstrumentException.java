package org.overtap.instrument;

/** A descriptor that makes no sense, or an instrument that nobody knows. The message is for the user. */
public final class InstrumentException extends RuntimeException {
    public InstrumentException(String message) {
        super(message);
    }

    public InstrumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
