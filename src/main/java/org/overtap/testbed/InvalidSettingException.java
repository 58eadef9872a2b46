package org.overtap.testbed;

/** What a user gave cannot be meant: a SOURCE or a setting. The message quotes it and says how to write it. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }
}
