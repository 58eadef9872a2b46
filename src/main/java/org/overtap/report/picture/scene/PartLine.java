package org.overtap.report.picture.scene;

import java.util.ArrayList;
import java.util.List;
import org.overtap.overlay.plan.OverlayPlan;

/** All segments between two parts of a network, drawn as one line. */
final class PartLine {
    private static final int NAMES = 12;

    final int a;
    final int b;
    private final boolean all;
    private final List<Integer> listed = new ArrayList<>(1);
    private final List<OverlayPlan.Uncovered> pairs = new ArrayList<>(0);
    private int last = -1;
    private int count;
    private long unseen;

    /** @param all whether all its segments are to be known by name, and not the first only */
    PartLine(int a, int b, boolean all) {
        this.a = a;
        this.b = b;
        this.all = all;
    }

    /** A wire of that segment runs here. */
    void add(int segment) {
        if (segment != last) {
            last = segment;
            count++;
            if (all || listed.size() < NAMES) {
                listed.add(segment);
            }
        }
    }

    /** That segment is a link, and nobody sees so much on it. */
    void hide(BareNetwork network, int segment, long conversations) {
        unseen += conversations;
        if (pairs.size() < NAMES) {
            pairs.addAll(network.unseen(segment, NAMES - pairs.size()));
        }
    }

    int count() {
        return count;
    }

    boolean hides() {
        return unseen > 0;
    }

    PictureSegment drawn(BareNetwork network) {
        List<String> names = listed.stream().map(network::segmentName).toList();
        return new PictureSegment(
                count == 1 ? names.get(0) : names.get(0) + " and " + (count - 1) + " more",
                count == 1 ? network.segmentKind(listed.get(0)) : count + " segments",
                "",
                names.subList(0, Math.min(NAMES, names.size())),
                List.of(a, b),
                List.of(),
                pairs,
                -1,
                all ? names : List.of(),
                count,
                unseen);
    }
}
