package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** A segment of two members with nothing but perhaps a shaper between them. */
public record Link(
        String name,
        List<Member> members,
        List<Shaper> shapers,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CarryingSwitch> carrier)
        implements Segment {
    public Link {
        Preconditions.name(name, "a link needs a name");
        members = List.copyOf(members);
        shapers = shapers == null ? List.of() : List.copyOf(shapers);
        carrier = carrier == null ? Optional.empty() : carrier;
        Preconditions.that(members.size() == 2, "link " + name + " has " + members.size() + " members, not two");
        Preconditions.that(shapers.size() <= 1, "link " + name + " has more than one shaper");
    }

    /** A link of which no switch is known. */
    public Link(String name, List<Member> members, List<Shaper> shapers) {
        this(name, members, shapers, Optional.empty());
    }

    @Override
    public Medium medium() {
        return Medium.POINT_TO_POINT;
    }
}
