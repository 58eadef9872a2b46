package org.overtap.report.picture.scene;

import java.util.List;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * A segment to be drawn.
 *
 * @param kind link, lan, or another word for what is drawn as one
 * @param medium how it forwards; empty where that is not known
 * @param members its interfaces, {@code node:interface}; of many taken together the first names
 * @param nodes the numbers of the nodes on it
 * @param owners the nodes that count its conversations, in order
 * @param unseen the conversations on it that nobody sees
 * @param hub the number of the bar that is drawn for it; -1 for a line between nodes
 * @param measured the names under which it was measured
 * @param stands for how many segments it stands: 1, or all between two parts of a large network
 * @param hidden how many conversations on it nobody sees; more than are listed, maybe
 */
public record PictureSegment(
        String name,
        String kind,
        String medium,
        List<String> members,
        List<Integer> nodes,
        List<String> owners,
        List<OverlayPlan.Uncovered> unseen,
        int hub,
        List<String> measured,
        int stands,
        long hidden) {
    public PictureSegment {
        members = List.copyOf(members);
        nodes = List.copyOf(nodes);
        owners = List.copyOf(owners);
        unseen = List.copyOf(unseen);
        measured = List.copyOf(measured);
    }
}
