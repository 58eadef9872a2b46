package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what packets may differ that a probe puts into one record all the same. */
public enum Merged {
    @JsonProperty("macs")
    MACS("MAC addresses"),
    @JsonProperty("vlan")
    VLAN("VLAN"),
    @JsonProperty("tos")
    TOS("type of service"),
    @JsonProperty("icmp")
    ICMP("ICMP type and code");

    private final String text;

    Merged(String text) {
        this.text = text;
    }

    /** Its word in descriptors and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, for people. */
    public String text() {
        return text;
    }

    static Optional<Merged> named(String word) {
        return Arrays.stream(values()).filter(m -> m.word().equals(word)).findFirst();
    }
}
