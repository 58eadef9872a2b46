package org.overtap.report.picture.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.report.picture.scene.PictureWire;

/** How far each wire bends: those between the same two things fan out, and one goes around what is in its way. */
record WireRoutes(double[] bend, double thickest) {
    private static final double THICKEST = 7;
    private static final double THICKEST_OF_MANY = 5;
    private static final double THINNEST = 1.2;
    private static final int MANY = 120;
    private static final int FEW_DETOURS = 5;
    private static final double FAN = 13;
    private static final double NEAR = 19;
    private static final double SAMPLE = 14;
    private static final double[] DETOURS = {0, -26, 26, -44, 44, -66, 66, -92, 92, -130, 130};

    static WireRoutes of(Paper paper) {
        List<PictureWire> wires = paper.scene.wires();
        double[] bend = new double[wires.size()];
        Map<Long, List<Integer>> same = new TreeMap<>();
        for (int w = 0; w < bend.length; w++) {
            PictureWire wire = wires.get(w);
            if (paper.elbow[w]) {
                bend[w] = PictureLayout.ELBOW;
            } else {
                long key = (long) Math.min(wire.a(), wire.b()) << 32 | Math.max(wire.a(), wire.b());
                same.computeIfAbsent(key, k -> new ArrayList<>(1)).add(w);
            }
        }
        double tightest = FAN;
        for (List<Integer> its : same.values()) {
            tightest = Math.min(tightest, fan(paper, its, bend));
        }
        return new WireRoutes(
                bend,
                Math.max(
                        THINNEST,
                        Math.min(paper.scene.overview().isPresent() ? THICKEST_OF_MANY : THICKEST, tightest * 0.65)));
    }

    /** Tells how far those are from each other in the middle. */
    private static double fan(Paper paper, List<Integer> its, double[] bend) {
        PictureWire first = paper.scene.wires().get(its.get(0));
        double length = Math.hypot(paper.x[first.a()] - paper.x[first.b()], paper.y[first.a()] - paper.y[first.b()]);
        if (its.size() == 1) {
            bend[its.get(0)] = length == 0 ? 0 : detour(paper, first);
            return FAN;
        }
        double step = Math.min(FAN, Math.max(150, length * 0.9) / (its.size() - 1));
        for (int i = 0; i < its.size(); i++) {
            PictureWire wire = paper.scene.wires().get(its.get(i));
            double offset = (i - (its.size() - 1) / 2.0) * step;
            bend[its.get(i)] = Math.rint((wire.a() < wire.b() ? offset : -offset) * 10) / 10;
        }
        return step;
    }

    /** The least bend with which the wire keeps clear of all it does not end at, or the one that meets the fewest. */
    private static double detour(Paper paper, PictureWire wire) {
        int fewest = Integer.MAX_VALUE;
        double best = 0;
        int most = paper.things > MANY ? FEW_DETOURS : DETOURS.length;
        for (int i = 0; i < most && fewest > 0; i++) {
            double candidate = DETOURS[i];
            int meets = meets(paper, wire, candidate);
            if (meets < fewest) {
                fewest = meets;
                best = candidate;
            }
        }
        return best;
    }

    private static int meets(Paper paper, PictureWire wire, double bend) {
        WireCurve curve = WireCurve.of(paper.x, paper.y, paper.width, wire, bend);
        double left = Math.min(Math.min(curve.ax(), curve.bx()), curve.cx()) - NEAR;
        double right = Math.max(Math.max(curve.ax(), curve.bx()), curve.cx()) + NEAR;
        double top = Math.min(Math.min(curve.ay(), curve.by()), curve.cy()) - NEAR;
        double bottom = Math.max(Math.max(curve.ay(), curve.by()), curve.cy()) + NEAR;
        int met = 0;
        for (int i = 0; i < paper.things; i++) {
            double half = paper.width[i] / 2;
            boolean inside = paper.x[i] + half > left
                    && paper.x[i] - half < right
                    && paper.y[i] > top
                    && paper.y[i] < bottom
                    && i != wire.a()
                    && i != wire.b();
            if (inside && passes(paper, i, curve)) {
                met++;
            }
        }
        return met;
    }

    private static boolean passes(Paper paper, int thing, WireCurve curve) {
        double near = paper.small[thing] ? NEAR / 2 : NEAR;
        int samples = (int) Math.max(4, curve.length() / SAMPLE);
        for (int s = 1; s < samples; s++) {
            double[] p = curve.point((double) s / samples);
            double dx = Math.max(0, Math.abs(p[0] - paper.x[thing]) - paper.width[thing] / 2);
            if (Math.hypot(dx, p[1] - paper.y[thing]) < near) {
                return true;
            }
        }
        return false;
    }
}
