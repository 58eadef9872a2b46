package org.overtap.overlay.taps;

import java.util.Set;
import java.util.TreeSet;
import org.overtap.overlay.plan.UniqueName;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Names for the nodes that are added as taps: {@code tap-} and the segment's name, or the nearest that is free. */
public final class TapNames {
    private static final String BEGINNING = "tap-";

    private final Set<String> taken = new TreeSet<>();
    private final int longest;

    /** Names that nothing in the topology has, of so many characters at most. */
    public TapNames(Topology topology, int longest) {
        this.longest = longest;
        topology.nodes().stream().map(Node::name).forEach(taken::add);
        topology.segments().stream().map(Segment::name).forEach(taken::add);
    }

    /** Whether a node of that name may be a tap. */
    public static boolean isLike(String node) {
        return node.startsWith(BEGINNING);
    }

    /** The name of the tap on that segment; each call gives another. */
    public String next(String segment) {
        String name = UniqueName.of(BEGINNING + segment, taken, longest);
        taken.add(name);
        return name;
    }
}
