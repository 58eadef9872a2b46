package org.overtap.report.picture.layout;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.overtap.report.picture.scene.NodeKind;
import org.overtap.report.picture.scene.PictureWire;
import org.overtap.report.picture.scene.Scene;

/** What the layouts write on: a place for each thing, and who is beside whom. */
final class Paper {
    private static final double MARGIN = 36;
    static final double LETTER = 6.6;
    private static final double NODE = 30;
    /** From a node's middle to the end of a name below it. */
    private static final double UNDER = 32;

    private static final double OVER = 17;

    final Scene scene;
    final int things;
    final double[] x;
    final double[] y;
    final double[] width;
    final boolean[] small;
    final PictureLayout.Label[] label;
    final boolean[] elbow;
    /** By thing, the different things that a wire joins it to, by number. */
    final int[][] beside;

    private final Map<Long, Integer> parallel = new HashMap<>();

    Paper(Scene scene) {
        this.scene = scene;
        this.things = scene.things();
        this.x = new double[things];
        this.y = new double[things];
        this.width = new double[things];
        this.small = new boolean[things];
        this.label = new PictureLayout.Label[things];
        this.elbow = new boolean[scene.wires().size()];
        this.beside = neighbours(scene);
        scene.wires().forEach(w -> parallel.merge(pair(w.a(), w.b()), 1, Integer::sum));
        for (int i = 0; i < things; i++) {
            label[i] = scene.isBar(i) ? PictureLayout.Label.INSIDE : PictureLayout.Label.BELOW;
            width[i] = scene.isBar(i) ? labelWidth(i) + 2 * PictureLayout.BAR : 0;
        }
    }

    private static int[][] neighbours(Scene scene) {
        int[] degree = new int[scene.things()];
        for (PictureWire w : scene.wires()) {
            degree[w.a()]++;
            degree[w.b()]++;
        }
        int[][] beside = new int[degree.length][];
        Arrays.setAll(beside, i -> new int[degree[i]]);
        for (PictureWire w : scene.wires()) {
            beside[w.a()][--degree[w.a()]] = w.b();
            beside[w.b()][--degree[w.b()]] = w.a();
        }
        for (int i = 0; i < beside.length; i++) {
            int self = i;
            beside[i] = Arrays.stream(beside[i])
                    .filter(other -> other != self)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        return beside;
    }

    /** How many wires join those two. */
    int wires(int a, int b) {
        return parallel.getOrDefault(pair(a, b), 0);
    }

    private static long pair(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    /** Whether it is no single node. */
    boolean isBarOrPart(int thing) {
        return scene.isBar(thing) || scene.nodes().get(thing).kind() == NodeKind.CLUSTER;
    }

    String text(int thing) {
        return scene.isBar(thing)
                ? ShortName.of(scene.barOf(thing).name())
                : ShortName.of(scene.nodes().get(thing).name());
    }

    double labelWidth(int thing) {
        return LETTER * ShortName.cells(text(thing));
    }

    /** Half of the room that a thing takes with its name, to either side. */
    double half(int thing) {
        return scene.isBar(thing) ? width[thing] / 2 : Math.max(NODE, labelWidth(thing)) / 2;
    }

    double above(int thing) {
        return scene.isBar(thing) ? PictureLayout.BAR : OVER;
    }

    double below(int thing) {
        return scene.isBar(thing) ? PictureLayout.BAR : UNDER;
    }

    void move(List<Integer> part, double right, double down) {
        for (int i : part) {
            x[i] += right;
            y[i] += down;
        }
    }

    void round() {
        for (int i = 0; i < things; i++) {
            x[i] = Math.rint(x[i] * 10) / 10;
            y[i] = Math.rint(y[i] * 10) / 10;
            width[i] = Math.rint(width[i]);
        }
    }

    /** Left, top, right and bottom of these, names included. */
    double[] bounds(Iterable<Integer> part) {
        double[] b = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i : part) {
            PictureLayout.Label side = label[i];
            double beside = 20 + labelWidth(i);
            boolean across = side == PictureLayout.Label.RIGHT || side == PictureLayout.Label.LEFT;
            double half = across ? NODE / 2 : half(i);
            b[0] = Math.min(b[0], x[i] - (side == PictureLayout.Label.LEFT ? beside : half));
            b[2] = Math.max(b[2], x[i] + (side == PictureLayout.Label.RIGHT ? beside : half));
            b[1] = Math.min(b[1], y[i] - (side == PictureLayout.Label.ABOVE ? UNDER : above(i)));
            b[3] = Math.max(b[3], y[i] + (across ? OVER : below(i)));
        }
        return b;
    }

    /** Left, top, width and height of everything and room around it. */
    double[] box(double[] bend) {
        if (things == 0) {
            return new double[] {0, 0, 400, 120};
        }
        double[] b = bounds(IntStream.range(0, things).boxed().toList());
        List<PictureWire> wires = scene.wires();
        for (int i = 0; i < bend.length; i++) {
            if (bend[i] != PictureLayout.ELBOW && bend[i] != 0) {
                PictureWire wire = wires.get(i);
                double[] top = WireCurve.of(x, y, width, wire, bend[i]).point(0.5);
                b[0] = Math.min(b[0], top[0]);
                b[2] = Math.max(b[2], top[0]);
                b[1] = Math.min(b[1], top[1]);
                b[3] = Math.max(b[3], top[1]);
            }
        }
        return new double[] {
            Math.floor(b[0] - MARGIN),
            Math.floor(b[1] - MARGIN),
            Math.ceil(b[2] - b[0] + 2 * MARGIN),
            Math.ceil(b[3] - b[1] + 2 * MARGIN)
        };
    }
}
