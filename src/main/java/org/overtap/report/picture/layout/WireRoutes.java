package org.overtap.report.picture.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.report.picture.scene.PictureWire;

/** How far each wire bends: those between the same two things fan out, and one goes around what is in its way. */
final class WireRoutes {
    private static final double FAN = 13;
    private static final double NEAR = 19;
    private static final double SAMPLE = 14;
    private static final double[] DETOURS = {0, -26, 26, -44, 44, -66, 66, -92, 92, -130, 130};

    private WireRoutes() {}

    static double[] of(Paper paper) {
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
        same.values().forEach(its -> fan(paper, its, bend));
        return bend;
    }

    private static void fan(Paper paper, List<Integer> its, double[] bend) {
        PictureWire first = paper.scene.wires().get(its.get(0));
        double length = Math.hypot(paper.x[first.a()] - paper.x[first.b()], paper.y[first.a()] - paper.y[first.b()]);
        if (its.size() == 1) {
            bend[its.get(0)] = length == 0 ? 0 : detour(paper, first);
            return;
        }
        double step = Math.min(FAN, Math.max(150, length * 0.9) / (its.size() - 1));
        for (int i = 0; i < its.size(); i++) {
            PictureWire wire = paper.scene.wires().get(its.get(i));
            double offset = (i - (its.size() - 1) / 2.0) * step;
            bend[its.get(i)] = Math.rint((wire.a() < wire.b() ? offset : -offset) * 10) / 10;
        }
    }

    /** The least bend with which the wire keeps clear of all it does not end at, or the one that meets the fewest. */
    private static double detour(Paper paper, PictureWire wire) {
        int fewest = Integer.MAX_VALUE;
        double best = 0;
        for (double candidate : DETOURS) {
            int meets = meets(paper, wire, candidate);
            if (meets < fewest) {
                fewest = meets;
                best = candidate;
            }
            if (fewest == 0) {
                break;
            }
        }
        return best;
    }

    private static int meets(Paper paper, PictureWire wire, double bend) {
        double ax = end(paper, wire.a(), paper.x[wire.b()]);
        double bx = end(paper, wire.b(), paper.x[wire.a()]);
        double ay = paper.y[wire.a()];
        double by = paper.y[wire.b()];
        double[] control = middle(ax, ay, bx, by, 2 * bend);
        double left = Math.min(Math.min(ax, bx), control[0]) - NEAR;
        double right = Math.max(Math.max(ax, bx), control[0]) + NEAR;
        double top = Math.min(Math.min(ay, by), control[1]) - NEAR;
        double bottom = Math.max(Math.max(ay, by), control[1]) + NEAR;
        int met = 0;
        for (int i = 0; i < paper.things; i++) {
            double half = paper.width[i] / 2;
            boolean inside = paper.x[i] + half > left
                    && paper.x[i] - half < right
                    && paper.y[i] > top
                    && paper.y[i] < bottom
                    && i != wire.a()
                    && i != wire.b();
            if (inside && passes(paper, i, ax, ay, control, bx, by)) {
                met++;
            }
        }
        return met;
    }

    private static boolean passes(
            Paper paper, int thing, double ax, double ay, double[] control, double bx, double by) {
        double near = paper.small[thing] ? NEAR / 2 : NEAR;
        int samples = (int) Math.max(4, Math.hypot(bx - ax, by - ay) / SAMPLE);
        for (int s = 1; s < samples; s++) {
            double t = (double) s / samples;
            double u = 1 - t;
            double x = u * u * ax + 2 * u * t * control[0] + t * t * bx;
            double y = u * u * ay + 2 * u * t * control[1] + t * t * by;
            double dx = Math.max(0, Math.abs(x - paper.x[thing]) - paper.width[thing] / 2);
            if (Math.hypot(dx, y - paper.y[thing]) < near) {
                return true;
            }
        }
        return false;
    }

    private static double end(Paper paper, int thing, double towards) {
        double reach = Math.max(0, paper.width[thing] / 2 - PictureLayout.BAR);
        return Math.max(paper.x[thing] - reach, Math.min(paper.x[thing] + reach, towards));
    }

    /** The point that far to the left of the middle of the way from a to b. */
    static double[] middle(double ax, double ay, double bx, double by, double bend) {
        double length = Math.max(1e-9, Math.hypot(bx - ax, by - ay));
        return new double[] {(ax + bx) / 2 + bend * (by - ay) / length, (ay + by) / 2 - bend * (bx - ax) / length};
    }
}
