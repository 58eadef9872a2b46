package org.overtap.report.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.overtap.lifecycle.view.SegmentVolume;
import org.overtap.report.format.Palette;
import org.overtap.report.format.Xml;
import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.layout.ShortName;
import org.overtap.report.picture.scene.NodeKind;
import org.overtap.report.picture.scene.PictureNode;
import org.overtap.report.picture.scene.PictureSegment;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;

/** The drawing, for itself or inside a page. */
public final class PictureSvg {
    private static final int MOST_EXPORTS = 12;
    private static final double LEAST_RADIUS = 12;
    private static final double MORE_RADIUS = 8;
    private static final double CAPTION = 20;
    private static final double CAPTION_WIDTH = 1_250;
    private static final String EYE =
            "<path class=\"e\" d=\"M-8 0Q0-8.5 8 0Q0 8.5-8 0Z\"/><circle class=\"i\" r=\"3\"/>";

    private final DrawnPicture drawn;
    private final Scene scene;
    private final PictureLayout layout;
    private final int largest;
    private final StringBuilder svg = new StringBuilder();

    private PictureSvg(DrawnPicture drawn) {
        this.drawn = drawn;
        this.scene = drawn.scene();
        this.layout = drawn.layout();
        this.largest = scene.nodes().stream()
                .flatMap(node -> node.part().stream())
                .mapToInt(PictureNode.Part::nodes)
                .max()
                .orElse(1);
    }

    /** A document that needs nothing else. */
    public static String of(Picture picture) {
        DrawnPicture drawn = picture.drawn();
        double[] b = box(drawn);
        String style = Palette.resolved(PageParts.text("drawing.css"));
        String ground = String.format(
                "<rect class=\"ground\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>",
                WirePath.number(b[0]), WirePath.number(b[1]), WirePath.number(b[2]), WirePath.number(b[3]));
        return element(drawn, b, "<style>" + style + "</style>\n" + ground + "\n" + caption(drawn)) + "\n";
    }

    /** An overview says below that it is one. */
    private static String caption(DrawnPicture drawn) {
        double[] b = drawn.layout().box();
        StringBuilder text = new StringBuilder();
        double y = b[1] + b[3];
        for (String sentence : sentences(drawn)) {
            text.append("<text class=\"soft\" x=\"")
                    .append(WirePath.number(b[0] + CAPTION))
                    .append("\" y=\"");
            text.append(WirePath.number(y)).append("\">").append(sentence).append("</text>\n");
            y += CAPTION;
        }
        return text.toString();
    }

    private static List<String> sentences(DrawnPicture drawn) {
        return drawn.scene()
                .overview()
                .map(facts -> new OverviewWords(facts).sentences())
                .orElse(List.of());
    }

    private static double[] box(DrawnPicture drawn) {
        double[] b = drawn.layout().box().clone();
        int lines = sentences(drawn).size();
        b[2] = lines == 0 ? b[2] : Math.max(b[2], CAPTION_WIDTH);
        b[3] += lines * CAPTION;
        return b;
    }

    /** The element that a page has in it; the page has its style. */
    static String element(DrawnPicture drawn) {
        return element(drawn, drawn.layout().box(), "");
    }

    private static String element(DrawnPicture drawn, double[] box, String first) {
        PictureSvg picture = new PictureSvg(drawn);
        picture.draw(box, first);
        return picture.svg.toString();
    }

    private void draw(double[] b, String first) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"picture\" role=\"group\" viewBox=\"")
                .add(WirePath.number(b[0]) + " " + WirePath.number(b[1]) + " " + WirePath.number(b[2]) + " "
                        + WirePath.number(b[3]))
                .add("\" aria-label=\"")
                .add(Words.name(drawn.picture().view().title()))
                .add(": ")
                .add(Words.count(scene.nodes().size()) + " nodes, "
                        + Words.count(scene.segments().size()))
                .add(" segments\">\n")
                .add(first);
        exports();
        segments();
        add("<g id=\"nodes\">\n");
        for (int i = 0; i < scene.nodes().size(); i++) {
            node(i);
        }
        add("</g>\n</svg>");
    }

    /** Many of them hide the rest: then a page shows them of what was chosen. */
    private void exports() {
        add("<g id=\"exports\" class=\"x\"")
                .add(scene.exports().size() > MOST_EXPORTS ? " visibility=\"hidden\">\n" : ">\n");
        for (Scene.Export export : scene.exports()) {
            add("<path d=\"").add(ExportPath.data(layout, export)).add("\"/>\n");
        }
        add("</g>\n");
    }

    private void segments() {
        Map<Integer, StringBuilder> wires = new HashMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        for (int w = 0; w < scene.wires().size(); w++) {
            int segment = scene.wires().get(w).segment();
            first.putIfAbsent(segment, w);
            wire(w, wires.computeIfAbsent(segment, s -> new StringBuilder()));
        }
        Widths widths = new Widths(drawn);
        add("<g id=\"segments\">\n");
        for (int s = 0; s < scene.segments().size(); s++) {
            PictureSegment segment = scene.segments().get(s);
            add("<g class=\"s").add(widths.measured(segment) ? " v" : "").add(segment.hidden() == 0 ? "" : " u");
            add("\" data-i=\"" + s + "\" tabindex=\"0\" role=\"button\" stroke-width=\"")
                    .add(WirePath.number(widths.of(segment)))
                    .add("\"><title>")
                    .add(Words.segment(segment))
                    .add("</title>")
                    .add(wires.getOrDefault(s, new StringBuilder()).toString());
            name(s, first.getOrDefault(s, -1));
            add("</g>\n");
        }
        add("</g>\n");
    }

    private void wire(int number, StringBuilder to) {
        PictureWire wire = scene.wires().get(number);
        WirePath path = new WirePath(scene, layout, number);
        to.append(wire.unseen() ? "<path class=\"u\" d=\"" : "<path d=\"")
                .append(path.data())
                .append("\"/>");
        watch(wire.atA(), path, number, true, to);
        watch(wire.atB(), path, number, false, to);
    }

    private void watch(PictureWire.Watch watch, WirePath path, int number, boolean atA, StringBuilder to) {
        if (watch != PictureWire.Watch.NOBODY) {
            double[] at = path.watch(atA);
            to.append("<circle class=\"")
                    .append(watch == PictureWire.Watch.OWNER ? "o" : "q")
                    .append(layout.thickest() < 4 ? " j" : "")
                    .append(atA ? "\" data-e=\"a\" r=\"" : "\" data-e=\"b\" r=\"")
                    .append(WirePath.number(layout.elbow(number) ? 3 : Math.max(1, Math.min(4, layout.thickest()))))
                    .append("\" cx=\"")
                    .append(WirePath.number(at[0]))
                    .append("\" cy=\"")
                    .append(WirePath.number(at[1]))
                    .append("\"/>");
        }
    }

    private void name(int number, int firstWire) {
        PictureSegment segment = scene.segments().get(number);
        if (segment.hub() >= 0) {
            double wide = layout.width()[segment.hub()];
            double x = layout.x()[segment.hub()];
            double y = layout.y()[segment.hub()];
            add("<rect class=\"b\" x=\"").add(WirePath.number(x - wide / 2)).add("\" y=\"");
            add(WirePath.number(y - PictureLayout.BAR)).add("\" width=\"").add(WirePath.number(wide));
            add("\" height=\"22\" rx=\"11\"/><text class=\"k\" x=\"")
                    .add(WirePath.number(x))
                    .add("\" y=\"");
            add(WirePath.number(y + 4))
                    .add("\">")
                    .add(shortName(segment.name()))
                    .add("</text>");
        } else if (firstWire >= 0 && layout.along()[number] > 0) {
            double along = layout.along()[number];
            double[] at = new WirePath(scene, layout, firstWire).point(along);
            add("<text class=\"l\"")
                    .add(along == 0.5 ? "" : " data-t=\"" + along + "\"")
                    .add(" x=\"")
                    .add(WirePath.number(at[0]))
                    .add("\" y=\"");
            add(WirePath.number(at[1] + 4))
                    .add("\">")
                    .add(shortName(segment.name()))
                    .add("</text>");
        }
    }

    private static String shortName(String name) {
        return Xml.text(ShortName.of(name));
    }

    private void node(int i) {
        PictureNode node = scene.nodes().get(i);
        boolean small = layout.small()[i];
        boolean added = node.kind() == NodeKind.TAP || node.kind() == NodeKind.COLLECTOR;
        if (node.part().isPresent()) {
            part(i, node.part().get());
            return;
        }
        add("<g class=\"n")
                .add(node.observes() ? " p" : "")
                .add(small ? " m" : "")
                .add(added ? " a" : "");
        add("\" data-i=\"" + i + "\" tabindex=\"0\" role=\"button\" transform=\"translate(");
        add(WirePath.at(layout.x()[i], layout.y()[i]))
                .add(")\"><title>")
                .add(Words.node(node))
                .add("</title>");
        double scale = small ? 0.5 : 1;
        if (node.collector().isPresent()) {
            add("<circle class=\"c\" r=\"")
                    .add(WirePath.number(small ? 9.5 : 19))
                    .add("\"/>");
        }
        add("<path class=\"f\"").add(scale == 1 ? "" : " transform=\"scale(" + WirePath.number(scale) + ")\"");
        add(" d=\"").add(node.kind().outline()).add("\"/>");
        if (node.observes() && !small) {
            add(EYE);
        }
        add(
                switch (layout.label()[i]) {
                    case RIGHT -> "<text class=\"r\" x=\"" + (small ? 11 : 22) + "\" y=\"4\">";
                    case LEFT -> "<text class=\"g\" x=\"-22\" y=\"4\">";
                    case ABOVE -> "<text y=\"" + (node.collector().isPresent() ? -23 : -19) + "\">";
                    default -> "<text y=\"" + (node.collector().isPresent() ? 32 : 28) + "\">";
                });
        add(shortName(node.name())).add("</text></g>\n");
    }

    /** A circle around how many nodes it stands for, its rim coloured as far as they run probes. */
    private void part(int i, PictureNode.Part part) {
        PictureNode node = scene.nodes().get(i);
        String radius = WirePath.number(LEAST_RADIUS + MORE_RADIUS * Math.sqrt((double) part.nodes() / largest));
        add("<g class=\"n").add(part.unseen() > 0 ? " u" : "").add("\" data-i=\"" + i);
        add("\" tabindex=\"0\" role=\"button\" transform=\"translate(");
        add(WirePath.at(layout.x()[i], layout.y()[i]))
                .add(")\"><title>")
                .add(Words.node(node))
                .add("</title><circle class=\"f h\" r=\"")
                .add(radius)
                .add("\"/><circle class=\"w\" r=\"")
                .add(radius)
                .add("\" pathLength=\"100\"");
        double share = 100.0 * part.probing() / Math.max(1, part.nodes());
        add(" stroke-dasharray=\"").add(WirePath.number(share)).add(" 100\" transform=\"rotate(-90)\"/>");
        add("<text class=\"t\" y=\"4\">").add(Words.roughly(part.nodes())).add("</text><text y=\"34\">");
        add(shortName(node.name())).add("</text></g>\n");
    }

    private PictureSvg add(String text) {
        svg.append(text);
        return this;
    }

    /** How thick a segment's wires are, by what passed. */
    private static final class Widths {
        static final double NOTHING = 1.6;

        private final Map<String, SegmentVolume.Passed> passed;
        private final double most;
        private final double mostTogether;
        private final double thickest;

        Widths(DrawnPicture drawn) {
            this.passed = new HashMap<>(
                    drawn.picture().view().volume().map(SegmentVolume::segments).orElse(new TreeMap<>()));
            this.thickest = drawn.layout().thickest();
            this.mostTogether = drawn.scene().segments().stream()
                    .mapToInt(PictureSegment::stands)
                    .max()
                    .orElse(1);
            this.most = drawn.scene().segments().stream()
                    .mapToLong(this::bytes)
                    .max()
                    .orElse(0);
        }

        private long bytes(PictureSegment segment) {
            return segment.measured().stream()
                    .map(passed::get)
                    .filter(Objects::nonNull)
                    .mapToLong(SegmentVolume.Passed::totalBytes)
                    .sum();
        }

        private double least() {
            return Math.min(NOTHING, thickest / 2);
        }

        boolean measured(PictureSegment segment) {
            return bytes(segment) > 0;
        }

        /** Where nothing was measured, by how many segments the line stands for. */
        double of(PictureSegment segment) {
            double share = most > 0 ? bytes(segment) / most : mostTogether > 1 ? segment.stands() / mostTogether : 0;
            return share == 0 ? NOTHING : least() + (thickest - least()) * Math.sqrt(share);
        }
    }
}
