package org.overtap.report.picture;

import java.util.Locale;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.format.Palette;
import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.scene.PictureNode;
import org.overtap.report.picture.scene.PictureSegment;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;
import org.overtap.topology.file.VisibleText;

/** The picture as a graph for Graphviz, with places that {@code neato -n} keeps. */
public final class PictureDot {
    private static final String PROBE = Palette.PROBE.light();
    private static final String COLLECTOR = Palette.COLLECTOR.light();
    private static final String UNSEEN = Palette.UNSEEN.light();

    private final Scene scene;
    private final PictureLayout layout;
    private final StringBuilder dot = new StringBuilder();

    private PictureDot(DrawnPicture drawn) {
        this.scene = drawn.scene();
        this.layout = drawn.layout();
    }

    /** One graph. */
    public static String of(Picture picture) {
        PictureDot made = new PictureDot(picture.drawn());
        made.write(picture.view().title());
        return made.dot.toString();
    }

    private void write(String title) {
        line("graph " + quoted(title) + " {");
        line("  node [fontname=\"Helvetica\", fontsize=11, style=filled, fillcolor=white];");
        scene.overview()
                .ifPresent(facts -> line("  label="
                        + quoted(String.join(" ", new OverviewWords(facts).sentences()))
                        + "; labelloc=b; fontname=\"Helvetica\"; fontsize=12;"));
        line("  edge [fontname=\"Helvetica\", fontsize=10];");
        for (int i = 0; i < scene.things(); i++) {
            line("  " + id(i) + " ["
                    + (scene.isBar(i) ? bar(scene.barOf(i)) : node(scene.nodes().get(i)))
                    + String.format(Locale.ROOT, ", pos=\"%.1f,%.1f\"", layout.x()[i], -layout.y()[i])
                    + "];");
        }
        for (PictureWire wire : scene.wires()) {
            PictureSegment segment = scene.segments().get(wire.segment());
            boolean named = segment.hub() < 0;
            line("  " + id(wire.a()) + " -- " + id(wire.b()) + " ["
                    + (named ? "label=" + quoted(segment.name()) : "label=\"\"")
                    + (wire.unseen() ? ", color=\"" + UNSEEN + "\", style=dashed" : "") + "];");
        }
        for (Scene.Export export : scene.exports()) {
            line("  " + id(export.probe()) + " -- " + id(export.collector()) + " [dir=forward, style=dotted, color=\""
                    + COLLECTOR + "\", constraint=false];");
        }
        for (OverlayPlan.Uncovered pair : scene.unseen()) {
            line("  // nobody sees " + comment(pair.a() + " <-> " + pair.b() + " on " + pair.segment()));
        }
        line("}");
    }

    private static String node(PictureNode node) {
        if (node.part().isPresent()) {
            return part(node, node.part().get());
        }
        String role = node.kind().word()
                + (node.observes() ? ", probe" : "")
                + (node.collector().isPresent() ? ", collector" : "");
        return "label=" + quoted(node.name()) + ", tooltip=" + quoted(role) + ", shape="
                + node.kind().dotShape()
                + (node.observes() ? ", fillcolor=\"" + PROBE + "\", fontcolor=white" : "")
                + (node.collector().isPresent() ? ", color=\"" + COLLECTOR + "\", penwidth=3" : "");
    }

    private static String part(PictureNode node, PictureNode.Part part) {
        return "label=" + quoted(node.name() + ": " + Words.count(part.nodes()) + " nodes") + ", tooltip="
                + quoted(Words.count(part.probing()) + " with a probe") + ", shape="
                + node.kind().dotShape() + (part.unseen() > 0 ? ", color=\"" + UNSEEN + "\"" : "");
    }

    private static String bar(PictureSegment segment) {
        return "label=" + quoted(segment.name()) + ", shape=box, style=\"rounded,filled\""
                + (segment.hidden() == 0 ? "" : ", color=\"" + UNSEEN + "\"");
    }

    private static String id(int thing) {
        return "t" + thing;
    }

    /** The one way in which a name enters: Graphviz takes a backslash in front of some letters for an order. */
    private static String quoted(String text) {
        return '"' + comment(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String comment(String text) {
        return VisibleText.of(text).replace("\n", "\\x0a").replace("\t", "\\x09");
    }

    private void line(String text) {
        dot.append(text).append('\n');
    }
}
