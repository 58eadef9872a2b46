package org.overtap.verify;

/**
 * What became of the canaries that went one way.
 *
 * @param sent how many the sender's kernel took
 * @param received how many came to the address that they were sent to, by the interface that they were to come by
 * @param astray how many came to that address by another interface
 */
public record Passage(int sent, int received, int astray) {
    /** Nothing is known to have gone that way. */
    public static final Passage NONE = new Passage(0, 0, 0);

    /** So many were sent, and so many came as they should. */
    public static Passage of(int sent, int received) {
        return new Passage(sent, received, 0);
    }
}
