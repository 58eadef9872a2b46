package org.overtap.report.picture.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;

/** On which side of its node each name stands, and where on its line that of a link: where the least is in the way. */
final class NamePlaces {
    private static final int MOST_LINKS = 250;
    private static final int MOST_BESIDE = 6;
    private static final double HIGH = 13;
    private static final double LOOK = 70;
    private static final double STEP = 5;
    private static final double CORE = 15;
    private static final double[] ALONG = {0.5, 0.4, 0.6, 0.32, 0.68};

    private final Paper paper;
    private final Scene scene;
    private final List<WireCurve> curves = new ArrayList<>();
    private final List<List<Integer>> wiresOf = new ArrayList<>();
    /** What stands already: left, top, right, bottom. */
    private final List<double[]> taken = new ArrayList<>();

    NamePlaces(Paper paper, double[] bend) {
        this.paper = paper;
        this.scene = paper.scene;
        for (int i = 0; i < paper.things; i++) {
            wiresOf.add(new ArrayList<>(2));
        }
        for (int w = 0; w < bend.length; w++) {
            PictureWire wire = scene.wires().get(w);
            curves.add(paper.elbow[w] ? null : WireCurve.of(paper.x, paper.y, paper.width, wire, bend[w]));
            wiresOf.get(wire.a()).add(w);
            wiresOf.get(wire.b()).add(w);
        }
        for (int i = 0; i < paper.things; i++) {
            double half = scene.isBar(i) ? paper.width[i] / 2 : paper.small[i] ? CORE / 2 : CORE;
            double tall = scene.isBar(i) ? PictureLayout.BAR : paper.small[i] ? CORE / 2 : CORE;
            taken.add(new double[] {paper.x[i] - half, paper.y[i] - tall, paper.x[i] + half, paper.y[i] + tall});
            if (paper.small[i]) {
                taken.add(box(i, PictureLayout.Label.RIGHT));
            }
        }
    }

    void turnNames() {
        for (int i = 0; i < scene.nodes().size(); i++) {
            if (!paper.small[i]) {
                double least = Double.MAX_VALUE;
                for (PictureLayout.Label side : PictureLayout.Label.AROUND) {
                    double[] box = box(i, side);
                    double cost = crossings(i, box) + 4 * overlaps(box);
                    if (cost < least) {
                        least = cost;
                        paper.label[i] = side;
                    }
                }
                taken.add(box(i, paper.label[i]));
            }
        }
    }

    private double[] box(int node, PictureLayout.Label side) {
        double wide = paper.labelWidth(node);
        double x = paper.x[node];
        double y = paper.y[node];
        return switch (side) {
            case ABOVE -> new double[] {x - wide / 2, y - 18 - HIGH, x + wide / 2, y - 18};
            case RIGHT -> {
                double from = x + (paper.small[node] ? 10 : PictureLayout.BESIDE);
                yield new double[] {from, y - HIGH / 2, from + wide, y + HIGH / 2};
            }
            case LEFT ->
                new double[] {x - PictureLayout.BESIDE - wide, y - HIGH / 2, x - PictureLayout.BESIDE, y + HIGH / 2};
            default -> new double[] {x - wide / 2, y + 18, x + wide / 2, y + 18 + HIGH};
        };
    }

    private int overlaps(double[] box) {
        int found = 0;
        for (double[] other : taken) {
            found += box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3] ? 1 : 0;
        }
        return found;
    }

    /** How many of its own wires pass under the name. */
    private int crossings(int node, double[] box) {
        int found = 0;
        for (int w : wiresOf.get(node)) {
            WireCurve curve = curves.get(w);
            if (curve == null) {
                found += box[1] > paper.y[node] ? 1 : 0;
                continue;
            }
            boolean fromA = scene.wires().get(w).a() == node;
            double length = Math.max(1, curve.length());
            for (double d = STEP; d < Math.min(LOOK, length); d += STEP) {
                double[] p = curve.point(fromA ? d / length : 1 - d / length);
                if (p[0] > box[0] - 2 && p[0] < box[2] + 2 && p[1] > box[1] && p[1] < box[3]) {
                    found++;
                    break;
                }
            }
        }
        return found;
    }

    /** By segment, how far along its first wire its name stands; 0 for one that has none or no room for it. */
    double[] alongLinks() {
        double[] along = new double[scene.segments().size()];
        if (scene.segments().size() > MOST_LINKS || scene.overview().isPresent()) {
            return along;
        }
        boolean[] done = new boolean[along.length];
        for (int w = 0; w < curves.size(); w++) {
            int segment = scene.wires().get(w).segment();
            boolean first = !done[segment];
            done[segment] = true;
            PictureWire wire = scene.wires().get(w);
            boolean few = paper.wires(wire.a(), wire.b()) <= MOST_BESIDE;
            if (first && few && scene.segments().get(segment).hub() < 0 && curves.get(w) != null) {
                along[segment] =
                        place(curves.get(w), scene.segments().get(segment).name());
            }
        }
        return along;
    }

    private double place(WireCurve curve, String name) {
        double half = Paper.LETTER * ShortName.cells(ShortName.of(name)) / 2;
        return Arrays.stream(ALONG)
                .filter(t -> {
                    double[] p = curve.point(t);
                    double[] box = {p[0] - half, p[1] - HIGH / 2, p[0] + half, p[1] + HIGH / 2};
                    boolean free = overlaps(box) == 0;
                    if (free) {
                        taken.add(box);
                    }
                    return free;
                })
                .findFirst()
                .orElse(0);
    }
}
