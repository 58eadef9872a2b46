package org.overtap.lab.mapper;

/** The two ways of writing a MAC address. */
public final class Mac {
    private Mac() {}

    /** From twelve digits, as a testbed writes it, to {@code 02:0c:...}, as a kernel reads it. */
    public static String colons(String digits) {
        return digits.replaceAll("(..)(?!$)", "$1:");
    }
}
