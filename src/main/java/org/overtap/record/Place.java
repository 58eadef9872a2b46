package org.overtap.record;

import java.util.Optional;
import org.overtap.topology.ShapingSide;

/**
 * Where a record was taken, as far as that is known.
 *
 * @param segment the segment's name
 * @param direction which way the packets passed the interface, where the probe told
 * @param side the side of the shaper on which they were counted
 */
public record Place(Optional<String> segment, Optional<FlowDirection> direction, Optional<ShapingSide> side) {
    /** Nothing is known but who exported it. */
    public static final Place UNKNOWN = new Place(Optional.empty(), Optional.empty(), Optional.empty());
}
