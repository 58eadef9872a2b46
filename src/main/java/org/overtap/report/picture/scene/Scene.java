package org.overtap.report.picture.scene;

import java.util.List;
import java.util.Optional;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * All that is drawn. Things have numbers: first the nodes in their order, then a bar for each segment that is drawn as
 * one.
 *
 * @param nodes the nodes, by name
 * @param segments the segments, by name
 * @param bars the segment of each bar
 * @param wires the lines between them
 * @param exports who sends records to whom, numbers of nodes
 * @param unseen what nobody sees; of very many the first
 * @param unseenCount how many conversations nobody sees
 * @param overview what an overview tells in numbers; absent where each node is drawn
 */
public record Scene(
        List<PictureNode> nodes,
        List<PictureSegment> segments,
        List<Integer> bars,
        List<PictureWire> wires,
        List<Export> exports,
        List<OverlayPlan.Uncovered> unseen,
        long unseenCount,
        Optional<OverviewFacts> overview) {
    /** More nodes than this, or segments than twice as many, are drawn in parts. */
    public static final int MOST_NODES = 2_000;

    private static final int MOST_SEGMENTS = 2 * MOST_NODES;

    public Scene {
        nodes = List.copyOf(nodes);
        segments = List.copyOf(segments);
        bars = List.copyOf(bars);
        wires = List.copyOf(wires);
        exports = List.copyOf(exports);
        unseen = List.copyOf(unseen);
    }

    /** Records go from one node to another. */
    public record Export(int probe, int collector) {}

    /** What is drawn of a view. */
    public static Scene of(NetworkView view) {
        if (view.compact().isPresent()) {
            return Overview.of(view.compact().get());
        }
        Scene all = SceneBuilder.of(view);
        boolean many = all.nodes.size() > MOST_NODES || all.segments.size() > MOST_SEGMENTS;
        return many ? Overview.of(all, view.volume().isPresent()) : all;
    }

    /** How many things have a number. */
    public int things() {
        return nodes.size() + bars.size();
    }

    /** Whether that number is a bar's. */
    public boolean isBar(int thing) {
        return thing >= nodes.size();
    }

    /** The segment of a bar. */
    public PictureSegment barOf(int thing) {
        return segments.get(bars.get(thing - nodes.size()));
    }
}
