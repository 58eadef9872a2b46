package org.overtap.report.picture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.overtap.lifecycle.view.DaemonHealth;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.scene.OverviewFacts;
import org.overtap.report.picture.scene.PictureNode;
import org.overtap.report.picture.scene.PictureSegment;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.VisibleText;

/**
 * The document behind a picture, {@code "schema":"overtap/view/1"}: a page has it inside, and a live page asks for it
 * again and again.
 *
 * <p>{@code nodes} and {@code segments} are in the drawing's order and are named by their place in it elsewhere, as in
 * {@code wires} ({@code [segment, a, b, bend]}, where things beyond the nodes are the segments' bars, and a bend of null is
 * an elbow) and {@code exports} ({@code [probe, collector]}).
 */
public final class PictureDocument {
    public static final String SCHEMA = "overtap/view/1";

    /** Of what goes wrong again and again there may be thousands. */
    static final int MOST_NOTES = 100;

    private static final int MOST_UNSEEN = 500;
    private static final int MOST_HEALTH = 1_000;
    private static final Set<String> WELL = Set.of(DaemonHealth.ALIVE, DaemonHealth.ENDED);

    private final DrawnPicture drawn;
    private final Scene scene;
    private final PictureLayout layout;
    private final ObjectNode document = JsonDocument.mapper().createObjectNode();
    private final Map<String, Integer> numbers = new HashMap<>();

    private PictureDocument(DrawnPicture drawn) {
        this.drawn = drawn;
        this.scene = drawn.scene();
        this.layout = drawn.layout();
    }

    /** The document. */
    public static ObjectNode of(Picture picture) {
        return of(picture.drawn());
    }

    static ObjectNode of(DrawnPicture drawn) {
        PictureDocument made = new PictureDocument(drawn);
        made.write();
        return made.document;
    }

    private void write() {
        var view = drawn.picture().view();
        document.put("schema", SCHEMA).put("title", view.title()).put("kind", view.kind());
        scene.overview().ifPresent(this::overview);
        view.plan().ifPresent(this::plan);
        for (int s = 0; s < scene.segments().size(); s++) {
            numbers.put(scene.segments().get(s).name(), s);
        }
        ArrayNode nodes = document.putArray("nodes");
        for (int i = 0; i < scene.nodes().size(); i++) {
            node(nodes.addObject(), i);
        }
        ArrayNode segments = document.putArray("segments");
        scene.segments().forEach(segment -> segment(segments.addObject(), segment));
        wires();
        document.put("thickest", layout.thickest());
        ArrayNode exports = document.putArray("exports");
        scene.exports().forEach(e -> exports.addArray().add(e.probe()).add(e.collector()));
        ObjectNode unseen = document.putObject("unseen").put("conversations", scene.unseenCount());
        pairs(unseen.putArray("listed"), scene.unseen(), true);
        view.volume().ifPresent(volume -> document.set("volume", VolumeDocument.of(volume, scene)));
        health(view.health());
        document.set(
                "notes",
                JsonDocument.mapper()
                        .valueToTree(view.notes().stream().limit(MOST_NOTES).toList()));
    }

    /** How many there are, how much of it is drawn, and tables of {@code [what, how many, how many besides]}. */
    private void overview(OverviewFacts facts) {
        ObjectNode to = document.putObject("overview")
                .put("nodes", facts.nodes())
                .put("probing", facts.probing())
                .put("collectors", facts.collectors())
                .put("segments", facts.segments());
        to.set("drawn", JsonDocument.mapper().valueToTree(facts.drawn()));
        rows(to.putArray("kinds"), facts.kinds());
        rows(to.putArray("nodesBySegments"), facts.spread());
        rows(to.putArray("segmentsByNodes"), facts.sizes());
        rows(to.putArray("largestSegments"), facts.largest());
        rows(to.putArray("busiestNodes"), facts.busiest());
    }

    private static void rows(ArrayNode to, List<OverviewFacts.Row> rows) {
        rows.forEach(row -> to.addArray().add(row.what()).add(row.count()).add(row.besides()));
    }

    /** {@code [node, role, interface, segment, state, counters]} each. In an overview those that are not well. */
    private void health(List<DaemonHealth> health) {
        ArrayNode all = document.putArray("health");
        health.stream()
                .filter(h -> scene.overview().isEmpty() || !WELL.contains(h.state()))
                .limit(MOST_HEALTH)
                .forEach(h -> all.addArray()
                        .add(h.node())
                        .add(h.role())
                        .add(h.iface())
                        .add(h.segment())
                        .add(h.state())
                        .add(JsonDocument.mapper().<ObjectNode>valueToTree(new TreeMap<>(h.counters()))));
    }

    private void plan(OverlayPlan plan) {
        document.putObject("plan")
                .put("mode", plan.mode())
                .put("conversations", plan.coverage().conversations())
                .put("observed", plan.coverage().observed());
    }

    private void node(ObjectNode to, int i) {
        PictureNode node = scene.nodes().get(i);
        named(to, node.name());
        node.label().ifPresent(label -> to.put("label", label));
        to.put("is", node.kind().word()).put("x", layout.x()[i]).put("y", layout.y()[i]);
        if (layout.small()[i]) {
            to.put("small", true);
        }
        node.part().ifPresent(part -> to.putObject("part")
                .put("nodes", part.nodes())
                .put("probing", part.probing())
                .put("segments", part.segments())
                .put("unseen", part.unseen()));
        if (!node.ports().isEmpty()) {
            ArrayNode ports = to.putArray("ports");
            node.ports().forEach(port -> {
                ArrayNode its = ports.addArray().add(port.name());
                its.add(numbers.get(port.segment()));
                port.addresses().forEach(its::add);
            });
        }
        if (!node.probes().isEmpty()) {
            ArrayNode probes = to.putArray("probes");
            node.probes().forEach(probe -> probe(probes.addObject(), probe));
        }
        node.collector().ifPresent(c -> to.put("collects", c.instrument() + ", " + c.listensOn()));
    }

    private void probe(ObjectNode to, OverlayPlan.Probe probe) {
        to.put("instrument", probe.instrument());
        probe.collector().ifPresent(collector -> to.put("collector", collector));
        probe.why().ifPresent(why -> to.put("why", why));
        ArrayNode on = to.putArray("on");
        probe.interfaces().forEach(i -> on.addArray().add(i.name()).add(numbers.get(i.segment())));
    }

    private void segment(ObjectNode to, PictureSegment segment) {
        named(to, segment.name());
        to.put("kind", segment.kind()).put("medium", segment.medium());
        ArrayNode nodes = to.putArray("nodes");
        segment.nodes().forEach(nodes::add);
        if (!segment.owners().isEmpty()) {
            ArrayNode owners = to.putArray("owners");
            segment.owners().forEach(owners::add);
        }
        if (!segment.unseen().isEmpty()) {
            pairs(to.putArray("unseen"), segment.unseen(), false);
        }
        if (segment.hidden() > segment.unseen().size()) {
            to.put("hidden", segment.hidden());
        }
        if (scene.overview().isPresent()) {
            ArrayNode some = to.putArray("some");
            segment.members().forEach(some::add);
        }
        if (segment.hub() >= 0) {
            to.put("x", layout.x()[segment.hub()])
                    .put("y", layout.y()[segment.hub()])
                    .put("width", layout.width()[segment.hub()]);
        }
    }

    private void wires() {
        ArrayNode wires = document.putArray("wires");
        for (int w = 0; w < scene.wires().size(); w++) {
            PictureWire wire = scene.wires().get(w);
            ArrayNode its = wires.addArray().add(wire.segment()).add(wire.a()).add(wire.b());
            if (layout.elbow(w)) {
                its.addNull();
            } else if (layout.bend()[w] == 0) {
                its.add(0);
            } else {
                its.add(layout.bend()[w]);
            }
        }
    }

    private static void pairs(ArrayNode to, List<OverlayPlan.Uncovered> pairs, boolean withSegment) {
        pairs.stream().limit(MOST_UNSEEN).forEach(u -> {
            ArrayNode pair = to.addArray();
            if (withSegment) {
                pair.add(u.segment());
            }
            pair.add(u.a()).add(u.b());
        });
    }

    /** What would steer its reader is written out beside the name, where there is any. */
    private static void named(ObjectNode to, String name) {
        to.put("name", name);
        String shown = VisibleText.of(name);
        if (!shown.equals(name)) {
            to.put("shown", shown);
        }
    }
}
