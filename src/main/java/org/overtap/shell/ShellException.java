package org.overtap.shell;

/** A node could not be reached or did not answer in time. The message names the node and says what to do. */
public class ShellException extends Exception {
    private final String node;

    public ShellException(String node, String message, Throwable cause) {
        super(message, cause);
        this.node = node;
    }

    public ShellException(String node, String message) {
        this(node, message, null);
    }

    /** The node that failed. */
    public String node() {
        return node;
    }
}
