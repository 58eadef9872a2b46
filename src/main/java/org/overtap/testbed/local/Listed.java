package org.overtap.testbed.local;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message. */
public final class Listed {
    private static final int MOST = 8;

    private Listed() {}

    /** The first of them, and how many more there are. */
    public static String some(Collection<String> names) {
        return names.stream().limit(MOST).collect(Collectors.joining(", "))
                + (names.size() > MOST ? " and " + (names.size() - MOST) + " more" : "");
    }
}
