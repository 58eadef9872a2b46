package org.overtap.deploy.journal;

/** A deployment failed. The message says what failed, on which node, and what to do. */
public final class DeployException extends Exception {
    public DeployException(String message) {
        super(message);
    }
}
