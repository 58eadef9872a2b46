package org.overtap.shell;

/** A node cannot be reached because its experiment does not have it any more: what was on it is gone with it. */
public final class GoneNodeException extends ShellException {
    /**
     * @param experiment what does not have it any more
     * @param cause what was tried on it
     */
    public GoneNodeException(String node, String experiment, Throwable cause) {
        super(
                node,
                "node " + node + " is gone: " + experiment + " does not have it any more, and what was on it is gone"
                        + " with it",
                cause);
    }
}
