package org.overtap.topology.graph;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Topology;

/**
 * A network as it is drawn in a file: nodes, links and switched LANs, and nothing of machines and interfaces. Holds a
 * million nodes in some fifty megabytes; {@link #topology} makes the model of it, for drawings that are not so large.
 *
 * <p>Links and LANs are numbered from 0, each kind by itself, in the order of the file. What joins the same nodes again
 * is not there twice. A link may join a node to itself: it then can be seen nowhere else.
 */
public final class NetworkGraph {
    private final String name;
    private final NameIndex names;
    private final int[] ends;
    private final int[] lanStart;
    private final int[] lanMembers;
    private final Map<Integer, Attributes> attributes;
    private final List<DiscoveryNote> findings;

    /**
     * What a drawing may say of a node.
     *
     * @param label the name to display
     * @param cost what probing it costs
     * @param host whether traffic begins and ends there
     */
    record Attributes(Optional<String> label, Optional<BigDecimal> cost, Optional<Boolean> host) {
        static final Attributes NONE = new Attributes(Optional.empty(), Optional.empty(), Optional.empty());
    }

    NetworkGraph(
            String name,
            NameIndex names,
            int[] ends,
            int[] lanStart,
            int[] lanMembers,
            Map<Integer, Attributes> attributes,
            List<DiscoveryNote> findings) {
        this.name = name;
        this.names = names;
        this.ends = ends;
        this.lanStart = lanStart;
        this.lanMembers = lanMembers;
        this.attributes = attributes;
        this.findings = List.copyOf(findings);
    }

    /** The file's name without its ending. */
    public String name() {
        return name;
    }

    /** The nodes' names by number. */
    public NameIndex names() {
        return names;
    }

    public int nodes() {
        return names.size();
    }

    public int links() {
        return ends.length / 2;
    }

    public int lans() {
        return lanStart.length - 1;
    }

    /** Links and LANs. */
    public int segments() {
        return links() + lans();
    }

    /** One end of a link. */
    public int from(int link) {
        return ends[2 * link];
    }

    /** The other end; the same node for a link to itself. */
    public int to(int link) {
        return ends[2 * link + 1];
    }

    /** Position of the LAN's first member, for {@link #member}; one past its last is where the next LAN starts. */
    public int lanStart(int lan) {
        return lanStart[lan];
    }

    /** The node at a member position. */
    public int member(int position) {
        return lanMembers[position];
    }

    /** The name that segments of drawings are given: counted from 1. */
    public static String linkName(int link) {
        return "link" + (link + 1);
    }

    /** As {@link #linkName}, for a LAN. */
    public static String lanName(int lan) {
        return "lan" + (lan + 1);
    }

    /** The name of a drawn node's interface: they are counted from 1 in the order links, LANs. */
    public static String interfaceName(int number) {
        return "eth" + number;
    }

    /** What probing the node costs, where the drawing says. */
    public Optional<BigDecimal> cost(int node) {
        return of(node).cost();
    }

    /** All costs that the drawing tells. */
    public List<BigDecimal> costs() {
        return attributes.values().stream().flatMap(a -> a.cost().stream()).toList();
    }

    /** What reading it had to leave out or found odd. */
    public List<DiscoveryNote> findings() {
        return findings;
    }

    /** All pairs that must be seen. */
    public long conversations() {
        long pairs = 0;
        for (int link = 0; link < links(); link++) {
            pairs += from(link) == to(link) ? 0 : 1;
        }
        for (int lan = 0; lan < lans(); lan++) {
            long members = lanStart[lan + 1] - lanStart[lan];
            pairs += members * (members - 1) / 2;
        }
        return pairs;
    }

    /** The model of it. */
    public Topology topology() {
        return GraphToTopology.of(this);
    }

    Attributes of(int node) {
        return attributes.getOrDefault(node, Attributes.NONE);
    }
}
