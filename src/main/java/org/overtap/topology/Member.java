package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An interface's membership of a segment.
 *
 * @param node the node's name
 * @param iface the interface's name on it
 * @param out what happens to traffic from the node towards the segment
 * @param in what happens to traffic from the segment towards the node
 * @param endShaped whether the node itself shapes (Emulab's end-node shaping), so that even the sender's own capture
 *     shows the traffic after shaping
 */
public record Member(String node, @JsonProperty("interface") String iface, Shape out, Shape in, boolean endShaped) {
    public Member {
        Checks.notBlank(node, "a member needs a node");
        Checks.notBlank(iface, "a member needs an interface");
        out = out == null ? Shape.NONE : out;
        in = in == null ? Shape.NONE : in;
    }

    /** A member whose traffic nobody shapes. */
    public static Member plain(String node, String iface) {
        return new Member(node, iface, Shape.NONE, Shape.NONE, false);
    }

    @JsonIgnore
    public Endpoint endpoint() {
        return new Endpoint(node, iface);
    }
}
