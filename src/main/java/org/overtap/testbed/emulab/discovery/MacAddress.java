package org.overtap.testbed.emulab.discovery;

import java.util.Locale;
import java.util.Optional;
import org.overtap.testbed.TestbedException;

/** Puts MAC addresses into the one form that the model uses: lower case, with colons. */
public final class MacAddress {
    private MacAddress() {}

    /** Reads twelve hex digits, with separators or without; nothing, or all zeros, is no address. */
    public static Optional<String> read(String where, String text) throws TestbedException {
        String digits = text.toLowerCase(Locale.ROOT).replaceAll("[:.-]", "");
        if (digits.isEmpty() || digits.matches("0{12}")) {
            return Optional.empty();
        }
        if (!digits.matches("[0-9a-f]{12}")) {
            throw new TestbedException(where + " is no MAC address: " + text);
        }
        return Optional.of(String.join(":", digits.split("(?<=\\G..)")));
    }
}
