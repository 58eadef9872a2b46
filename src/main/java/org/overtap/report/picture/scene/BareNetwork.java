package org.overtap.report.picture.scene;

import java.util.List;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * A network as numbers, of which millions are cheap. Things are the nodes, then a bar for each LAN; a wire joins two of
 * them. The wires of a segment follow each other.
 */
interface BareNetwork {
    int nodes();

    /** Nodes and bars. */
    int things();

    int segments();

    int wires();

    /** How many nodes collect. */
    int collectors();

    /** One end of a wire, a thing. */
    int from(int wire);

    /** Its other end; the same for a link from a node to itself. */
    int to(int wire);

    int segment(int wire);

    String name(int thing);

    NodeKind kind(int node);

    boolean probing(int node);

    String segmentName(int segment);

    String segmentKind(int segment);

    /** The bar that is drawn for a segment; -1 for a line. */
    int bar(int segment);

    /** How many nodes are on a segment. */
    int members(int segment);

    /** How many of its conversations nobody sees. */
    long unseen(int segment);

    /** So many of those at most. */
    List<OverlayPlan.Uncovered> unseen(int segment, int most);
}
