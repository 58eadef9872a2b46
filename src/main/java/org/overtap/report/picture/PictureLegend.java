package org.overtap.report.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.report.picture.scene.NodeKind;
import org.overtap.report.picture.scene.PictureNode;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;

/** What the signs mean that are on a picture, and no others. */
final class PictureLegend {
    private PictureLegend() {}

    static String of(DrawnPicture drawn) {
        Scene scene = drawn.scene();
        Map<String, String> signs = new LinkedHashMap<>();
        Set<NodeKind> kinds =
                scene.nodes().stream().map(PictureNode::kind).collect(Collectors.toCollection(TreeSet::new));
        kinds.forEach(kind -> signs.put(
                kind.word(),
                "<g class=\"n\"><path class=\"f\" transform=\"scale(.7)\" d=\"" + kind.outline() + "\"/></g>"));
        if (scene.overview().isPresent()) {
            signs.put(
                    "how many of its nodes run a probe",
                    "<g class=\"n\"><circle class=\"h\" r=\"9\"/><circle class=\"w\" r=\"9\" pathLength=\"100\""
                            + " stroke-dasharray=\"60 40\"/></g>");
            signs.put(
                    "the more segments, the thicker", "<g class=\"s\" stroke-width=\"5\"><path d=\"M-10 0H10\"/></g>");
        }
        if (scene.nodes().stream().anyMatch(n -> n.part().isEmpty() && n.observes())) {
            signs.put(
                    "runs a probe",
                    "<g class=\"n p\"><path class=\"f\" transform=\"scale(.7)\" d=\"" + NodeKind.HOST.outline()
                            + "\"/></g>");
        }
        if (scene.nodes().stream().anyMatch(n -> n.collector().isPresent())) {
            signs.put(
                    "runs a collector",
                    "<g class=\"n\"><circle class=\"c\" r=\"10\"/><path class=\"f\" transform=\"scale(.5)\" d=\""
                            + NodeKind.HOST.outline() + "\"/></g>");
        }
        if (watched(scene, PictureWire.Watch.OWNER)) {
            signs.put("counts conversations here", "<g class=\"s\"><circle class=\"o\" r=\"5\"/></g>");
        }
        if (watched(scene, PictureWire.Watch.PROBE)) {
            signs.put("sees them too, others count", "<g class=\"s\"><circle class=\"q\" r=\"5\"/></g>");
        }
        if (!scene.exports().isEmpty()) {
            signs.put("sends its records there", "<g class=\"x\"><path d=\"M-12 4Q0-8 12 4\"/></g>");
        }
        if (scene.unseenCount() > 0) {
            signs.put("nobody sees it", "<g class=\"s\" stroke-width=\"2.5\"><path class=\"u\" d=\"M-12 0H12\"/></g>");
        }
        if (drawn.picture().view().volume().isPresent()
                || drawn.picture().live().isPresent()) {
            signs.put(
                    "the more passed, the thicker", "<g class=\"s v\" stroke-width=\"5\"><path d=\"M-10 0H10\"/></g>");
        }
        return "<ul>\n"
                + signs.entrySet().stream()
                        .map(sign ->
                                "<li><svg viewBox=\"-15 -12 30 24\" width=\"30\" height=\"24\" aria-hidden=\"true\">"
                                        + sign.getValue() + "</svg>" + sign.getKey() + "</li>\n")
                        .collect(Collectors.joining())
                + "</ul>\n";
    }

    private static boolean watched(Scene scene, PictureWire.Watch watch) {
        return scene.wires().stream().anyMatch(w -> w.atA() == watch || w.atB() == watch);
    }
}
