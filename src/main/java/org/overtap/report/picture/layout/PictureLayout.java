package org.overtap.report.picture.layout;

import java.util.List;
import java.util.Map;
import org.overtap.report.picture.scene.PictureWire;
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
 * @param along by segment, how far along its first wire the name of a link stands, between 0 and 1; 0 where it has no room
 * @param thickest how thick a wire may be drawn
 * @param box left, top, width and height of all of it
 */
public record PictureLayout(
        double[] x,
        double[] y,
        double[] width,
        boolean[] small,
        Label[] label,
        double[] bend,
        double[] along,
        double thickest,
        double[] box) {
    /** A wire that goes down from its bar or node, then sideways. */
    public static final double ELBOW = Double.MAX_VALUE;

    /** How far left of a node an elbow turns. */
    public static final double TRUNK = 15;

    /** How far from a node's middle a name beside it begins. */
    public static final double BESIDE = 22;

    /** Half of a bar's height. */
    public static final double BAR = 11;

    /** Where the name of a thing stands. */
    public enum Label {
        BELOW,
        ABOVE,
        RIGHT,
        LEFT,
        INSIDE;

        static final List<Label> AROUND = List.of(BELOW, ABOVE, RIGHT, LEFT);
    }

    /** The layout of that scene; what has a place in {@code chosen} stands there. */
    public static PictureLayout of(Scene scene, Positions chosen) {
        Paper paper = new Paper(scene);
        PictureParts.place(paper);
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
        WireRoutes routes = WireRoutes.of(paper);
        NamePlaces names = new NamePlaces(paper, routes.bend());
        names.turnNames();
        return new PictureLayout(
                paper.x,
                paper.y,
                paper.width,
                paper.small,
                paper.label,
                routes.bend(),
                names.alongLinks(),
                routes.thickest(),
                paper.box(routes.bend()));
    }

    /** Whether that wire turns at right angles. */
    public boolean elbow(int number) {
        return bend[number] == ELBOW;
    }

    /** The curve of the wire of that number, if it does not. */
    public WireCurve curve(PictureWire wire, int number) {
        return WireCurve.of(x, y, width, wire, elbow(number) ? 0 : bend[number]);
    }
}
