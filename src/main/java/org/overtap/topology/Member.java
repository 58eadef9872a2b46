package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An interface's membership of a segment.
 *
 * @param node the node's name
 * @param iface the interface's name on it
 * @param out what happens to traffic from the node towards the segment
 * @param in what happens to traffic from the segment towards the node
 * @param endShaped whether the node itself shapes, so that even the sender's own capture
 *     shows the traffic after shaping
 * @param onlyListens whether the node was added to listen here: it converses with nobody
 */
public record Member(
        String node,
        @JsonProperty("interface") String iface,
        Shaping out,
        Shaping in,
        boolean endShaped,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean onlyListens) {
    public Member {
        Preconditions.notBlank(node, "a member needs a node");
        Preconditions.notBlank(iface, "a member needs an interface");
        out = out == null ? Shaping.NONE : out;
        in = in == null ? Shaping.NONE : in;
    }

    /** A member that takes part. */
    public Member(String node, String iface, Shaping out, Shaping in, boolean endShaped) {
        this(node, iface, out, in, endShaped, false);
    }

    /** A member that was added to listen. */
    public static Member listening(String node, String iface) {
        return new Member(node, iface, Shaping.NONE, Shaping.NONE, false, true);
    }

    /** A member whose traffic nobody shapes. */
    public static Member plain(String node, String iface) {
        return new Member(node, iface, Shaping.NONE, Shaping.NONE, false);
    }

    @JsonIgnore
    public Endpoint endpoint() {
        return new Endpoint(node, iface);
    }
}
