package org.overtap.testbed.emulab.rewrite;

/** The script cannot be rewritten as asked. The message says why, about which object, and what to do. */
public final class RewriteException extends RuntimeException {
    public RewriteException(String message) {
        super(message);
    }
}
