package org.overtap.report.picture.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.OverlayPlan;

/**
 * A network of very many nodes, drawn in parts: of neighbours, and named after the busiest of them. What
 * joins two parts is drawn as one line, of very many lines the strongest.
 */
final class Overview {
    private static final int PARTS = 72;
    private static final int MOST_LINES = 150;
    private static final int LISTED = 100;

    private final BareNetwork network;
    private final boolean measured;
    private final Neighbourhoods parts;
    private final PartLine[] lines;
    private final int[] nodes;
    private final int[] probing;
    private final int[] inside;
    private final long[] unseen;
    private int between;

    private Overview(BareNetwork network, boolean measured) {
        this.network = network;
        this.measured = measured;
        this.parts = Neighbourhoods.of(network, PARTS);
        this.lines = new PartLine[parts.size() * parts.size()];
        this.nodes = new int[parts.size()];
        this.probing = new int[parts.size()];
        this.inside = new int[parts.size()];
        this.unseen = new long[parts.size()];
    }

    /** Of a scene of too many nodes. */
    static Scene of(Scene all, boolean measured) {
        return new Overview(new SceneNetwork(all), measured).scene(all.unseen(), all.unseenCount());
    }

    /** Of a plan in arrays. */
    static Scene of(CompactPlan plan) {
        OverlayPlan.Coverage coverage = plan.head().coverage();
        return new Overview(new DrawingNetwork(plan), false)
                .scene(coverage.uncovered(), coverage.conversations() - coverage.observed());
    }

    private Scene scene(List<OverlayPlan.Uncovered> listed, long unseenCount) {
        for (int node = 0; node < network.nodes(); node++) {
            nodes[parts.part()[node]]++;
            probing[parts.part()[node]] += network.probing(node) ? 1 : 0;
        }
        for (int wire = 0; wire < network.wires(); ) {
            wire = segment(wire);
        }
        List<PartLine> all = Arrays.stream(lines).filter(Objects::nonNull).toList();
        List<PartLine> drawn = strongest(all);
        List<PictureSegment> segments =
                drawn.stream().map(line -> line.drawn(network)).toList();
        List<PictureWire> wires = new ArrayList<>();
        drawn.forEach(line -> wires.add(new PictureWire(
                wires.size(), line.a, line.b, PictureWire.Watch.NOBODY, PictureWire.Watch.NOBODY, line.hides())));
        return new Scene(
                circles(),
                segments,
                List.of(),
                wires,
                List.of(),
                listed.subList(0, Math.min(LISTED, listed.size())),
                unseenCount,
                Optional.of(NetworkCount.of(network, told(all, drawn))));
    }

    private OverviewFacts.Drawn told(List<PartLine> all, List<PartLine> drawn) {
        return new OverviewFacts.Drawn(
                parts.size(),
                drawn.size(),
                all.size(),
                drawn.stream().mapToInt(PartLine::count).sum(),
                all.stream().mapToInt(PartLine::count).sum(),
                network.segments() - between);
    }

    /** Sorts the segment in whose first wire that is; tells the first wire of the next. */
    private int segment(int first) {
        int segment = network.segment(first);
        PartLine line = null;
        int wire = first;
        for (; wire < network.wires() && network.segment(wire) == segment; wire++) {
            int a = parts.part()[network.from(wire)];
            int b = parts.part()[network.to(wire)];
            if (a != b) {
                PartLine its = line(Math.min(a, b), Math.max(a, b));
                its.add(segment);
                line = line == null ? its : line;
            }
        }
        int home = parts.part()[network.bar(segment) < 0 ? network.from(first) : network.bar(segment)];
        if (line == null) {
            inside[home]++;
        } else {
            between++;
        }
        long hidden = network.unseen(segment);
        if (hidden > 0 && line != null && network.bar(segment) < 0) {
            line.hide(network, segment, hidden);
        } else {
            unseen[home] += hidden;
        }
        return wire;
    }

    private PartLine line(int a, int b) {
        int at = a * parts.size() + b;
        if (lines[at] == null) {
            lines[at] = new PartLine(a, b, measured);
        }
        return lines[at];
    }

    /** What holds it together, then what nobody sees, then the others. */
    private List<PartLine> strongest(List<PartLine> all) {
        Comparator<PartLine> strongestFirst =
                Comparator.comparingInt(PartLine::count).reversed();
        List<PartLine> order = all.stream().sorted(strongestFirst).toList();
        int[] root = new int[parts.size()];
        Arrays.setAll(root, i -> i);
        List<PartLine> chosen = new ArrayList<>();
        List<PartLine> others = new ArrayList<>();
        for (PartLine line : order) {
            int a = root(root, line.a);
            int b = root(root, line.b);
            (a == b ? others : chosen).add(line);
            root[a] = b;
        }
        others.sort(Comparator.comparing((PartLine line) -> !line.hides()).thenComparing(strongestFirst));
        chosen.addAll(others.subList(0, Math.max(0, Math.min(others.size(), MOST_LINES - chosen.size()))));
        chosen.sort(Comparator.comparingInt((PartLine line) -> line.a).thenComparingInt(line -> line.b));
        return chosen;
    }

    private static int root(int[] root, int part) {
        int at = part;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    private List<PictureNode> circles() {
        List<PictureNode> circles = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            circles.add(new PictureNode(
                    network.name(parts.middles()[part]),
                    Optional.empty(),
                    NodeKind.CLUSTER,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(new PictureNode.Part(nodes[part], probing[part], inside[part], unseen[part]))));
        }
        return circles;
    }
}
