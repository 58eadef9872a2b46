package org.overtap.report.picture.scene;

/**
 * A line between two things that are drawn, a piece of a segment.
 *
 * @param segment the segment's number
 * @param a one end: a node's number, or a bar's
 * @param b the other
 * @param atA whether somebody watches at that end
 * @param atB likewise
 * @param unseen whether conversations pass here that nobody sees
 */
public record PictureWire(int segment, int a, int b, Watch atA, Watch atB, boolean unseen) {

    /** Who looks at an interface. */
    public enum Watch {
        NOBODY,
        /** A probe that counts nothing there: others saw it before. */
        PROBE,
        /** A probe that counts conversations of the segment. */
        OWNER
    }
}
