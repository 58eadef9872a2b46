package org.overtap.report.picture;

import org.overtap.lifecycle.view.NetworkView;
import org.overtap.report.picture.layout.Positions;

/**
 * A view to be drawn.
 *
 * @param positions where the user wants things to stand
 * @param live whether the page asks for new numbers where it came from: {@code data.json} beside it, with the query of
 *     its own address
 */
public record Picture(NetworkView view, Positions positions, boolean live) {
    /** A picture of what is now, drawn as overtap likes it. */
    public Picture(NetworkView view) {
        this(view, Positions.NONE, false);
    }
}
