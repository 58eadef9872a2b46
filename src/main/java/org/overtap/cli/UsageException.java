package org.overtap.cli;

/** The command was given something that it cannot use. Ends with exit code 2. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
