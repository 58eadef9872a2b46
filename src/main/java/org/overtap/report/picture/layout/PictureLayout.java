package org.overtap.report.picture.layout;

import java.util.Map;
import org.overtap.report.picture.scene.Scene;

/**
 * Where a scene's things stand, by their numbers, and how its wires run.
 *
 * @param x to the right
 * @param y downwards
 * @param width how wide a bar is; 0 for a node
 * @param small whether a node is drawn small
 * @param label where a thing's name stands
 * @param bend by wire, how far its middle is from a straight line; what turns at right angles has {@link #ELBOW}
 * @param box left, top, width and height of all of it
 */
public record PictureLayout(
        double[] x, double[] y, double[] width, boolean[] small, Label[] label, double[] bend, double[] box) {
    /** A wire that goes down from its bar or node, then sideways. */
    public static final double ELBOW = Double.MAX_VALUE;

    /** How far left of a node an elbow turns. */
    public static final double TRUNK = 15;

    /** Half of a bar's height. */
    public static final double BAR = 11;

    /** Where the name of a thing stands. */
    public enum Label {
        BELOW,
        RIGHT,
        ABOVE,
        INSIDE
    }

    /** The layout of that scene; what has a place in {@code chosen} stands there. */
    public static PictureLayout of(Scene scene, Positions chosen) {
        Paper paper = new Paper(scene);
        Components.place(paper);
        for (int i = 0; i < scene.things(); i++) {
            boolean bar = scene.isBar(i);
            String name = bar ? scene.barOf(i).name() : scene.nodes().get(i).name();
            Map<String, Positions.Place> its = bar ? chosen.segments() : chosen.nodes();
            Positions.Place place = its.get(name);
            if (place != null) {
                paper.x[i] = place.x();
                paper.y[i] = place.y();
            }
        }
        paper.round();
        double[] bend = WireRoutes.of(paper);
        return new PictureLayout(paper.x, paper.y, paper.width, paper.small, paper.label, bend, paper.box(bend));
    }

    /** Whether that wire turns at right angles. */
    public boolean elbow(int wire) {
        return bend[wire] == ELBOW;
    }

    /** Where a wire ends at a thing: on a bar as near to the other end as it goes. */
    public double endX(int thing, double towards) {
        double reach = Math.max(0, width[thing] / 2 - BAR);
        return Math.max(x[thing] - reach, Math.min(x[thing] + reach, towards));
    }
}
