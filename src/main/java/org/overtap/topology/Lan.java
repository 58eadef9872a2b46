package org.overtap.topology;

import java.util.List;

/** A segment of two or more members around a switch or a hub. */
public record Lan(String name, Medium medium, List<Member> members, List<Shaper> shapers) implements Segment {
    public Lan {
        Checks.notBlank(name, "a LAN needs a name");
        Checks.that(medium != null, "LAN " + name + " has no medium");
        Checks.that(medium != Medium.POINT_TO_POINT, "LAN " + name + " cannot be point-to-point: make it a link");
        members = List.copyOf(members);
        shapers = shapers == null ? List.of() : List.copyOf(shapers);
        Checks.that(members.size() >= 2, "LAN " + name + " has fewer than two members");
    }
}
