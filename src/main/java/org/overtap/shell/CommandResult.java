package org.overtap.shell;

/**
 * What a command answered.
 *
 * @param status exit status; 128 + n when a signal n ended it
 * @param out standard output, UTF-8, cut at the shell's limit
 * @param err standard error, likewise
 */
public record CommandResult(int status, String out, String err) {
    public boolean ok() {
        return status == 0;
    }

    /** The first line that says why, for a message to the user. */
    public String errorText() {
        return (err.isBlank() ? out : err).strip().lines().findFirst().orElse("exit status " + status);
    }
}
