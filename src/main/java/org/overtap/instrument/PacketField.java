package org.overtap.instrument;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What of the packets that it counts a record may keep. */
public enum PacketField {
    @JsonProperty("addresses")
    ADDRESSES,
    @JsonProperty("ports")
    PORTS,
    @JsonProperty("protocol")
    PROTOCOL,
    @JsonProperty("tos")
    TOS,
    @JsonProperty("flags")
    FLAGS,
    @JsonProperty("macs")
    MACS,
    @JsonProperty("vlan")
    VLAN,
    @JsonProperty("packets")
    PACKETS,
    @JsonProperty("bytes")
    BYTES,
    @JsonProperty("times")
    TIMES;

    /** Its word in descriptors and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PacketField> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
