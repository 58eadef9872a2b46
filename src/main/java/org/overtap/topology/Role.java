package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node is in the experiment. */
public enum Role {
    /** One of the experimenter's own machines. */
    @JsonProperty("host")
    HOST,
    /** A machine that the testbed put in to shape traffic; it forwards transparently. */
    @JsonProperty("shaper")
    SHAPER,
    /** A bridge node of the experimenter's own; it forwards transparently, and may shape as it does so. */
    @JsonProperty("bridge")
    BRIDGE,
    /** A node added only to run a probe. */
    @JsonProperty("tap")
    TAP,
    /** A node added only to run a collector. */
    @JsonProperty("collector")
    COLLECTOR,
    /** A switch that may be programmed; it forwards transparently. */
    @JsonProperty("switch")
    SWITCH;

    /** Whether it stands on the way between others and forwards transparently. */
    public boolean inline() {
        return this == SHAPER || this == BRIDGE || this == TAP || this == SWITCH;
    }
}
