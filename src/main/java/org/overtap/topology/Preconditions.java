package org.overtap.topology;

/** The checks that the model's records share. */
final class Preconditions {
    private Preconditions() {}

    static void notBlank(String text, String complaint) {
        if (text == null || text.isBlank()) {
            throw new TopologyException(complaint);
        }
    }

    /** A name is shown, typed and put into lists, one to a line. */
    static void name(String text, String complaint) {
        notBlank(text, complaint);
        that(
                text.chars().noneMatch(Character::isISOControl),
                "a name has a control character in it, such as a line" + " break: "
                        + text.replaceAll("\\p{Cntrl}", "?"));
    }

    static void that(boolean holds, String complaint) {
        if (!holds) {
            throw new TopologyException(complaint);
        }
    }
}
