package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** A segment of two or more members around a switch or a hub. */
public record Lan(
        String name,
        Medium medium,
        List<Member> members,
        List<Shaper> shapers,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CarryingSwitch> carrier)
        implements Segment {
    public Lan {
        Preconditions.name(name, "a LAN needs a name");
        Preconditions.that(medium != null, "LAN " + name + " has no medium");
        Preconditions.that(
                medium != Medium.POINT_TO_POINT, "LAN " + name + " cannot be point-to-point: make it a link");
        members = List.copyOf(members);
        shapers = shapers == null ? List.of() : List.copyOf(shapers);
        carrier = carrier == null ? Optional.empty() : carrier;
        Preconditions.that(members.size() >= 2, "LAN " + name + " has fewer than two members");
    }

    /** A LAN of which no switch is known that may be programmed. */
    public Lan(String name, Medium medium, List<Member> members, List<Shaper> shapers) {
        this(name, medium, members, shapers, Optional.empty());
    }

    /** The same LAN if it forwards frames in that way. */
    public Lan withMedium(Medium other) {
        return new Lan(name, other, members, shapers, carrier);
    }
}
