package org.overtap.report.picture;

import java.util.Locale;
import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.layout.WireCurve;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;

/** One wire's line as path data, and points on it; the page's script draws the same when something is moved. */
final class WirePath {
    private static final double WATCH = 24;
    private static final double WATCH_SMALL = 10;
    private static final double TURN = 24;

    private final Scene scene;
    private final PictureLayout layout;
    private final PictureWire wire;
    private final boolean elbow;
    private final WireCurve curve;

    WirePath(Scene scene, PictureLayout layout, int number) {
        this.scene = scene;
        this.layout = layout;
        this.wire = scene.wires().get(number);
        this.elbow = layout.elbow(number);
        this.curve = layout.curve(wire, number);
    }

    String data() {
        if (wire.a() == wire.b()) {
            double ax = curve.ax();
            double ay = curve.ay();
            return "M" + at(ax - 6, ay - 8) + "C" + at(ax - 26, ay - 44) + " " + at(ax + 26, ay - 44) + " "
                    + at(ax + 6, ay - 8);
        }
        if (elbow) {
            int leaf = leaf();
            int root = leaf == wire.a() ? wire.b() : wire.a();
            double x = layout.x()[leaf];
            double trunk = x - PictureLayout.TRUNK;
            String start = scene.isBar(root)
                    ? "M" + at(trunk, layout.y()[root])
                    : "M" + at(layout.x()[root], layout.y()[root]) + "V" + number(layout.y()[root] + TURN) + "H"
                            + number(trunk);
            return start + "V" + number(layout.y()[leaf]) + "H" + number(x);
        }
        return "M" + at(curve.ax(), curve.ay()) + (curve.straight() ? "L" : "Q" + at(curve.cx(), curve.cy()) + " ")
                + at(curve.bx(), curve.by());
    }

    private int leaf() {
        return layout.small()[wire.a()] ? wire.a() : wire.b();
    }

    /** Where somebody watches, near that end. */
    double[] watch(boolean atA) {
        if (elbow) {
            int leaf = leaf();
            boolean here = leaf == (atA ? wire.a() : wire.b());
            int root = leaf == wire.a() ? wire.b() : wire.a();
            return here
                    ? new double[] {layout.x()[leaf] - WATCH_SMALL, layout.y()[leaf]}
                    : new double[] {layout.x()[root], layout.y()[root] + TURN - 4};
        }
        double t = Math.min(0.42, WATCH / Math.max(1, curve.length()));
        return curve.point(atA ? t : 1 - t);
    }

    /** That far along. */
    double[] point(double t) {
        return curve.point(t);
    }

    static String at(double x, double y) {
        String second = number(y);
        return number(x) + (second.startsWith("-") ? "" : " ") + second;
    }

    /** With one decimal where it has one. */
    static String number(double value) {
        double tenth = Math.rint(value * 10) / 10;
        return tenth == Math.rint(tenth) ? Long.toString((long) tenth) : String.format(Locale.ROOT, "%.1f", tenth);
    }
}
