package org.overtap.overlay.plan;

/** A plan that cannot be made or makes no sense. The message is for the user. */
public final class PlanException extends RuntimeException {
    public PlanException(String message) {
        super(message);
    }
}
