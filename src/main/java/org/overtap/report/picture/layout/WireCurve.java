package org.overtap.report.picture.layout;

import org.overtap.report.picture.scene.PictureWire;

/**
 * A wire as the curve that is drawn for it, from a by a control point to b.
 *
 * @param ax where it begins: of a bar as near to the other end as that goes
 */
public record WireCurve(double ax, double ay, double cx, double cy, double bx, double by) {

    static WireCurve of(double[] x, double[] y, double[] width, PictureWire wire, double bend) {
        double ax = end(x[wire.a()], width[wire.a()], x[wire.b()]);
        double bx = end(x[wire.b()], width[wire.b()], x[wire.a()]);
        double ay = y[wire.a()];
        double by = y[wire.b()];
        double length = Math.max(1e-9, Math.hypot(bx - ax, by - ay));
        return new WireCurve(
                ax,
                ay,
                (ax + bx) / 2 + 2 * bend * (by - ay) / length,
                (ay + by) / 2 - 2 * bend * (bx - ax) / length,
                bx,
                by);
    }

    private static double end(double x, double width, double towards) {
        double reach = Math.max(0, width / 2 - PictureLayout.BAR);
        return Math.max(x - reach, Math.min(x + reach, towards));
    }

    /** From end to end, straight. */
    public double length() {
        return Math.hypot(bx - ax, by - ay);
    }

    /** Whether its middle lies between its ends. */
    public boolean straight() {
        return Math.abs(cx - (ax + bx) / 2) + Math.abs(cy - (ay + by) / 2) < 0.1;
    }

    /** The point at {@code t} between 0, where it begins, and 1. */
    public double[] point(double t) {
        double u = 1 - t;
        return new double[] {u * u * ax + 2 * u * t * cx + t * t * bx, u * u * ay + 2 * u * t * cy + t * t * by};
    }
}
