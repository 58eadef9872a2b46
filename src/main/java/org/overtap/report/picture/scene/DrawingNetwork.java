package org.overtap.report.picture.scene;

import java.util.Arrays;
import java.util.List;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Medium;
import org.overtap.topology.SegmentVisibility;
import org.overtap.topology.graph.NetworkGraph;

/** A drawing of very many nodes with its plan, which stay the arrays that they are. */
final class DrawingNetwork implements BareNetwork {
    private final CompactPlan plan;
    private final NetworkGraph drawing;
    private final int[] lanOfMember;
    private final boolean[] several;

    DrawingNetwork(CompactPlan plan) {
        this.plan = plan;
        this.drawing = plan.drawing();
        this.lanOfMember = new int[drawing.lanStart(drawing.lans())];
        for (int lan = 0; lan < drawing.lans(); lan++) {
            Arrays.fill(lanOfMember, drawing.lanStart(lan), drawing.lanStart(lan + 1), lan);
        }
        this.several = onSeveral();
    }

    private boolean[] onSeveral() {
        boolean[] one = new boolean[drawing.nodes()];
        boolean[] more = new boolean[drawing.nodes()];
        for (int wire = 0; wire < wires(); wire++) {
            int to = wire < drawing.links() ? to(wire) : from(wire);
            for (int end : from(wire) == to ? new int[] {to} : new int[] {from(wire), to}) {
                more[end] = one[end];
                one[end] = true;
            }
        }
        return more;
    }

    @Override
    public int nodes() {
        return drawing.nodes();
    }

    @Override
    public int things() {
        return drawing.nodes() + drawing.lans();
    }

    @Override
    public int segments() {
        return drawing.segments();
    }

    @Override
    public int wires() {
        return drawing.links() + lanOfMember.length;
    }

    @Override
    public int collectors() {
        return plan.collectors().length;
    }

    @Override
    public int from(int wire) {
        return wire < drawing.links() ? drawing.from(wire) : drawing.member(wire - drawing.links());
    }

    @Override
    public int to(int wire) {
        return wire < drawing.links() ? drawing.to(wire) : drawing.nodes() + lanOfMember[wire - drawing.links()];
    }

    @Override
    public int segment(int wire) {
        return wire < drawing.links() ? wire : drawing.links() + lanOfMember[wire - drawing.links()];
    }

    @Override
    public String name(int thing) {
        return thing < drawing.nodes() ? drawing.names().name(thing) : NetworkGraph.lanName(thing - drawing.nodes());
    }

    @Override
    public NodeKind kind(int node) {
        return several[node] ? NodeKind.JUNCTION : NodeKind.HOST;
    }

    @Override
    public boolean probing(int node) {
        return plan.probing().get(node);
    }

    @Override
    public String segmentName(int segment) {
        return isLink(segment) ? NetworkGraph.linkName(segment) : NetworkGraph.lanName(segment - drawing.links());
    }

    private boolean isLink(int segment) {
        return segment < drawing.links();
    }

    @Override
    public String segmentKind(int segment) {
        return isLink(segment) ? "link" : "lan";
    }

    @Override
    public int bar(int segment) {
        return isLink(segment) ? -1 : drawing.nodes() + segment - drawing.links();
    }

    @Override
    public int members(int segment) {
        if (isLink(segment)) {
            return drawing.from(segment) == drawing.to(segment) ? 1 : 2;
        }
        int lan = segment - drawing.links();
        return drawing.lanStart(lan + 1) - drawing.lanStart(lan);
    }

    @Override
    public long unseen(int segment) {
        if (isLink(segment)) {
            return members(segment) == 2 && !probing(drawing.from(segment)) && !probing(drawing.to(segment)) ? 1 : 0;
        }
        int lan = segment - drawing.links();
        long blind = 0;
        for (int i = drawing.lanStart(lan); i < drawing.lanStart(lan + 1); i++) {
            blind += probing(drawing.member(i)) ? 0 : 1;
        }
        return SegmentVisibility.hides(Medium.SWITCHED, blind < members(segment)) ? blind * (blind - 1) / 2 : 0;
    }

    @Override
    public List<OverlayPlan.Uncovered> unseen(int segment, int most) {
        return isLink(segment) && unseen(segment) > 0
                ? List.of(new OverlayPlan.Uncovered(
                        segmentName(segment), name(drawing.from(segment)), name(drawing.to(segment))))
                : List.of();
    }
}
