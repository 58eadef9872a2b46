package org.overtap.lab.net;

import java.util.Set;

/**
 * The name of a lab, and the names of everything that follows from it.
 *
 * <p>Only lower-case letters and digits: a hyphen separates the lab from what is in it, so that no lab's name can be
 * taken for the beginning of another's.
 */
public record LabName(String text) {
    private static final String FIXED = "ovt-";
    private static final Set<String> RESERVED = Set.of("net", "ops", "boss", "users");

    public LabName {
        if (!text.matches("[a-z][a-z0-9]{0,19}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot name a lab: use lower-case letters and digits, a letter first, at most 20");
        }
    }

    /** What every namespace of this lab starts with. */
    public String prefix() {
        return FIXED + text + "-";
    }

    /** The namespace of all switches. */
    public String net() {
        return prefix() + "net";
    }

    /** The namespace of the tool's side. */
    public String ops() {
        return prefix() + "ops";
    }

    /** The namespace of the boss. */
    public String boss() {
        return prefix() + "boss";
    }

    /** The namespace of the jump host. */
    public String users() {
        return prefix() + "users";
    }

    /** The namespace of a machine; one called like a part of the lab gets a dot, which no node's name has. */
    public String machine(String name) {
        return prefix() + name + (RESERVED.contains(name) ? ".node" : "");
    }

    /** Whether a namespace belongs to any lab. */
    static boolean isLabs(String namespace) {
        return namespace.startsWith(FIXED) && namespace.indexOf('-', FIXED.length()) > 0;
    }

    /** The lab a namespace belongs to. */
    static String labOf(String namespace) {
        return namespace.substring(FIXED.length(), namespace.indexOf('-', FIXED.length()));
    }

    @Override
    public String toString() {
        return text;
    }
}
