package org.overtap.overlay.cover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Placement;
import org.overtap.topology.Medium;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.graph.NetworkGraph;

/**
 * The cover problem of a drawing, without an object a node. What the user's orders and links from a node to itself
 * decide beforehand is taken out, so that the problem that is left has nothing but free candidates.
 */
public final class GraphCoverProblem {
    private final NetworkGraph drawing;
    private final BitSet allowed;
    private final BitSet forced = new BitSet();
    private final List<OverlayPlan.Uncovered> uncovered = new ArrayList<>();
    private final CostScale scale;
    private final CoverProblem problem;
    private long unseen;

    public GraphCoverProblem(NetworkGraph drawing, BitSet allowed) {
        this.drawing = drawing;
        this.allowed = allowed;
        this.scale = CostScale.of(drawing.costs());
        for (int link = 0; link < drawing.links(); link++) {
            forceOnLink(drawing.from(link), drawing.to(link), link);
        }
        for (int lan = 0; lan < drawing.lans(); lan++) {
            forceOnLan(lan);
        }
        this.problem = build();
    }

    public CoverProblem problem() {
        return problem;
    }

    public CostScale scale() {
        return scale;
    }

    /** All that probe. */
    public BitSet probing(Placement placement) {
        BitSet all = placement.asBitSet();
        all.or(forced);
        return all;
    }

    /** What the forced nodes cost. */
    public long forcedCost() {
        return forced.stream().mapToLong(this::cost).sum();
    }

    public OverlayPlan.Coverage coverage() {
        long total = drawing.conversations();
        return new OverlayPlan.Coverage(total, total - unseen, uncovered);
    }

    /** Whether not every unseen conversation is listed. */
    public boolean shortened() {
        return unseen > uncovered.size();
    }

    private void forceOnLink(int u, int v, int link) {
        if (allowed.get(u) && (u == v || !allowed.get(v))) {
            forced.set(u);
        } else if (!allowed.get(u) && allowed.get(v)) {
            forced.set(v);
        } else if (!allowed.get(u) && u != v) {
            unseen++;
            list(NetworkGraph.linkName(link), u, v);
        }
    }

    private void forceOnLan(int lan) {
        int[] able = members(lan, true);
        if (able.length <= needed(lan)) {
            for (int v : able) {
                forced.set(v);
            }
        }
        int[] blind = SegmentVisibility.hides(Medium.SWITCHED, able.length > 0) ? members(lan, false) : new int[0];
        unseen += CoverageCalculator.pairs(blind.length);
        for (int i = 0; i < blind.length && uncovered.size() < CoverageCalculator.MOST_LISTED; i++) {
            for (int j = i + 1; j < blind.length && uncovered.size() < CoverageCalculator.MOST_LISTED; j++) {
                list(NetworkGraph.lanName(lan), blind[i], blind[j]);
            }
        }
    }

    private int needed(int lan) {
        return SegmentVisibility.needed(Medium.SWITCHED, drawing.lanStart(lan + 1) - drawing.lanStart(lan));
    }

    private void list(String segment, int a, int b) {
        if (uncovered.size() < CoverageCalculator.MOST_LISTED) {
            uncovered.add(new OverlayPlan.Uncovered(
                    segment, drawing.names().name(a), drawing.names().name(b)));
        }
    }

    private int[] members(int lan, boolean wanted) {
        return java.util.stream.IntStream.range(drawing.lanStart(lan), drawing.lanStart(lan + 1))
                .map(drawing::member)
                .filter(v -> allowed.get(v) == wanted)
                .toArray();
    }

    private CoverProblem build() {
        CoverProblemBuilder builder = CoverProblem.builder(drawing.nodes());
        if (!drawing.costs().isEmpty()) {
            for (int v = 0; v < drawing.nodes(); v++) {
                builder.cost(v, cost(v));
            }
        }
        for (int link = 0; link < drawing.links(); link++) {
            int u = drawing.from(link);
            int v = drawing.to(link);
            if (allowed.get(u) && allowed.get(v) && !forced.get(u) && !forced.get(v)) {
                builder.link(u, v);
            }
        }
        for (int lan = 0; lan < drawing.lans(); lan++) {
            int[] able = members(lan, true);
            int[] open =
                    java.util.Arrays.stream(able).filter(v -> !forced.get(v)).toArray();
            int need = Math.min(needed(lan), able.length) - (able.length - open.length);
            if (need > 0) {
                builder.lan(need, open);
            }
        }
        return builder.build();
    }

    private long cost(int node) {
        return drawing.cost(node)
                .map(cost -> scale.apply(drawing.names().name(node), cost))
                .orElse((long) scale.factor());
    }
}
