package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a segment forwards frames, which decides who sees a conversation. */
public enum Medium {
    /** Two members and nothing between them that could hide traffic from either. */
    @JsonProperty("point-to-point")
    POINT_TO_POINT,
    /** Learns MAC addresses: a member sees only its own unicast. */
    @JsonProperty("switched")
    SWITCHED,
    /** A hub, or a switch with learning off: every member sees everything. */
    @JsonProperty("flooding")
    FLOODING
}
