package org.overtap.verify;

import java.util.Set;

/**
 * From which UDP port to which canaries go, in either direction. It is drawn for each try.
 *
 * @param from the port that they leave from
 * @param to the port that they are sent to
 */
public record PortPair(int from, int to) {
    /** Both of them. */
    Set<Integer> both() {
        return Set.of(from, to);
    }
}
