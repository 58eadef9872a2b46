package org.overtap.topology;

/** The checks that the model's records share. */
final class Preconditions {
    private Preconditions() {}

    static void notBlank(String text, String complaint) {
        if (text == null || text.isBlank()) {
            throw new TopologyException(complaint);
        }
    }

    static void that(boolean holds, String complaint) {
        if (!holds) {
            throw new TopologyException(complaint);
        }
    }
}
