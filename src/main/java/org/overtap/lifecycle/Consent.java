package org.overtap.lifecycle;

/** Asks the user before something is done that cannot be taken back without a trace. */
@FunctionalInterface
public interface Consent {
    /** Is given to everything. */
    Consent GIVEN = question -> {};

    /**
     * Asks.
     *
     * @param question ends with a question mark
     * @throws RequestException if the answer is no, or there is nobody to ask: nothing was changed then
     */
    void require(String question);
}
