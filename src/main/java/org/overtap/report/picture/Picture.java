package org.overtap.report.picture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.report.picture.layout.Positions;

/** A view to be drawn. What is on it and where is found when it is first asked for, and once. */
public final class Picture {
    private final NetworkView view;
    private final Positions positions;
    private final Optional<Duration> live;
    private DrawnPicture drawn;

    /**
     * A picture.
     *
     * @param positions where the user wants things to stand
     * @param live how often the page asks for new numbers where it came from: {@code data.json} beside it, with the query
     *     of its own address; absent where it never does
     */
    public Picture(NetworkView view, Positions positions, Optional<Duration> live) {
        this.view = view;
        this.positions = positions;
        this.live = live;
    }

    /** A picture of what is now, drawn as overtap likes it. */
    public Picture(NetworkView view) {
        this(view, Positions.NONE, Optional.empty());
    }

    NetworkView view() {
        return view;
    }

    Positions positions() {
        return positions;
    }

    Optional<Duration> live() {
        return live;
    }

    synchronized DrawnPicture drawn() {
        if (drawn == null) {
            drawn = DrawnPicture.of(this);
        }
        return drawn;
    }

    /** What is to be known of how it is drawn, a sentence each; nothing where each node and segment is. */
    public List<String> notes() {
        return drawn().scene()
                .overview()
                .map(facts -> new OverviewWords(facts).sentences())
                .orElse(List.of());
    }
}
