package org.overtap.cli.option;

/** The command was given something that it cannot use. Ends with exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
