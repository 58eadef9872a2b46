package org.overtap.topology;

/**
 * A shaper's two ports on one segment. On a link, {@code near} faces {@code member} and {@code far} the other
 * member; on a LAN, {@code near} faces {@code member} and {@code far} the switch.
 *
 * @param node the shaper's name; one node may carry several of these
 * @param near its interface that faces {@code member}
 * @param far its other interface
 * @param member the member behind it; on a link the first of the two
 */
public record Shaper(String node, String near, String far, Endpoint member) {
    public Shaper {
        Preconditions.notBlank(node, "a shaper needs a node");
        Preconditions.notBlank(near, "shaper " + node + " needs a near interface");
        Preconditions.notBlank(far, "shaper " + node + " needs a far interface");
        Preconditions.that(member != null, "shaper " + node + " faces no member");
    }
}
