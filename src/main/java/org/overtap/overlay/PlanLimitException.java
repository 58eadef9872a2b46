package org.overtap.overlay;

/** No plan keeps to the limits that were set. The message is for the user. */
public final class PlanLimitException extends RuntimeException {
    public PlanLimitException(String message) {
        super(message);
    }
}
