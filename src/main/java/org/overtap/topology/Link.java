package org.overtap.topology;

import java.util.List;

/** A segment of two members with nothing but perhaps a shaper between them. */
public record Link(String name, List<Member> members, List<Shaper> shapers) implements Segment {
    public Link {
        Checks.notBlank(name, "a link needs a name");
        members = List.copyOf(members);
        shapers = shapers == null ? List.of() : List.copyOf(shapers);
        Checks.that(members.size() == 2, "link " + name + " has " + members.size() + " members, not two");
        Checks.that(shapers.size() <= 1, "link " + name + " has more than one shaper");
    }

    @Override
    public Medium medium() {
        return Medium.POINT_TO_POINT;
    }
}
