package org.overtap.overlay.plan;

/**
 * No plan keeps to the limits: those that were set, or what a collector and the control network take in. The message is
 * for the user.
 */
public final class PlanLimitException extends RuntimeException {
    public PlanLimitException(String message) {
        super(message);
    }
}
