package org.overtap.report.picture;

import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.scene.Scene;

/** The line on which a probe's records go to their collector: a bow, so that it is told from the wires. */
final class ExportPath {
    private static final double BOW = 0.22;

    private ExportPath() {}

    static String data(PictureLayout layout, Scene.Export export) {
        double ax = layout.x()[export.probe()];
        double ay = layout.y()[export.probe()];
        double bx = layout.x()[export.collector()];
        double by = layout.y()[export.collector()];
        return "M" + WirePath.at(ax, ay) + "Q"
                + WirePath.at((ax + bx) / 2 - BOW * (by - ay), (ay + by) / 2 + BOW * (bx - ax)) + " "
                + WirePath.at(bx, by);
    }
}
