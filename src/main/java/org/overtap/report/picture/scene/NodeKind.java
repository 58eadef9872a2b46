package org.overtap.report.picture.scene;

import org.overtap.topology.Role;

/** What a node is drawn as: the one table of shapes and of the words for them. */
public enum NodeKind {
    HOST("host", "box", "M-8-11H8A3 3 0 0 1 11-8V8A3 3 0 0 1 8 11H-8A3 3 0 0 1-11 8V-8A3 3 0 0 1-8-11Z"),
    JUNCTION("host on several segments", "circle", "M-12 0A12 12 0 1 1 12 0A12 12 0 1 1-12 0Z"),
    SHAPER("shaper", "diamond", "M0-14L14 0L0 14L-14 0Z"),
    BRIDGE("bridge", "hexagon", "M-13 0L-7-11H7L13 0L7 11H-7Z"),
    TAP("tap", "triangle", "M0-14L13 10H-13Z"),
    SWITCH("switch", "component", "M-15-9H15A3 3 0 0 1 18-6V6A3 3 0 0 1 15 9H-15A3 3 0 0 1-18 6V-6A3 3 0 0 1-15-9Z"),
    COLLECTOR("added collector", "cylinder", "M-11-8A11 4 0 0 1 11-8V8A11 4 0 0 1-11 8ZM-11-8A11 4 0 0 0 11-8"),
    CLUSTER("part of the network", "doublecircle", "M-12 0A12 12 0 1 1 12 0A12 12 0 1 1-12 0Z");

    private final String word;
    private final String dotShape;
    private final String outline;

    NodeKind(String word, String dotShape, String outline) {
        this.word = word;
        this.dotShape = dotShape;
        this.outline = outline;
    }

    /** What it is, for people. */
    public String word() {
        return word;
    }

    /** Graphviz' name for a shape like it. */
    public String dotShape() {
        return dotShape;
    }

    /** Its outline as SVG's path data, around 0,0, some 24 wide. */
    public String outline() {
        return outline;
    }

    static NodeKind of(Role role, boolean severalSegments) {
        return switch (role) {
            case HOST -> severalSegments ? JUNCTION : HOST;
            case SHAPER -> SHAPER;
            case BRIDGE -> BRIDGE;
            case TAP -> TAP;
            case COLLECTOR -> COLLECTOR;
            case SWITCH -> SWITCH;
        };
    }
}
