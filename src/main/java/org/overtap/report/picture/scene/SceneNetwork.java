package org.overtap.report.picture.scene;

import java.util.List;
import org.overtap.overlay.plan.OverlayPlan;

/** A scene in which each node and segment is by itself. */
record SceneNetwork(Scene scene) implements BareNetwork {
    @Override
    public int nodes() {
        return scene.nodes().size();
    }

    @Override
    public int things() {
        return scene.things();
    }

    @Override
    public int segments() {
        return scene.segments().size();
    }

    @Override
    public int wires() {
        return scene.wires().size();
    }

    @Override
    public int collectors() {
        return (int)
                scene.nodes().stream().filter(n -> n.collector().isPresent()).count();
    }

    @Override
    public int from(int wire) {
        return scene.wires().get(wire).a();
    }

    @Override
    public int to(int wire) {
        return scene.wires().get(wire).b();
    }

    @Override
    public int segment(int wire) {
        return scene.wires().get(wire).segment();
    }

    @Override
    public String name(int thing) {
        return scene.isBar(thing)
                ? scene.barOf(thing).name()
                : scene.nodes().get(thing).name();
    }

    @Override
    public NodeKind kind(int node) {
        return scene.nodes().get(node).kind();
    }

    @Override
    public boolean probing(int node) {
        return scene.nodes().get(node).observes();
    }

    @Override
    public String segmentName(int segment) {
        return scene.segments().get(segment).name();
    }

    @Override
    public String segmentKind(int segment) {
        return scene.segments().get(segment).kind();
    }

    @Override
    public int bar(int segment) {
        return scene.segments().get(segment).hub();
    }

    @Override
    public int members(int segment) {
        return scene.segments().get(segment).nodes().size();
    }

    @Override
    public long unseen(int segment) {
        return scene.segments().get(segment).unseen().size();
    }

    @Override
    public List<OverlayPlan.Uncovered> unseen(int segment, int most) {
        List<OverlayPlan.Uncovered> all = scene.segments().get(segment).unseen();
        return all.subList(0, Math.min(most, all.size()));
    }
}
