package org.overtap.overlay.taps;

import java.util.Optional;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlannedTap;
import org.overtap.topology.Lan;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.SegmentVisibility;

/** What stands on one tapped segment, as far as a plan must know it. A new one is one constant here. */
public enum TapKind {
    /** A shaper on a link, or before each member of a LAN: two of these share a machine. */
    SHAPER("shaper", TapConstraints.LanTaps.WHOLE, TapConstraints.LinkTaps.PORTS, ""),
    /** A shaper before single members of a LAN: two share a machine. */
    MEMBER_SHAPER("member-shaper", TapConstraints.LanTaps.PORTS, TapConstraints.LinkTaps.PORTS, "") {
        @Override
        long kbitPerSecond(long before, long least) {
            // One that is not known must be refused later, not throttled.
            return before <= least ? before : before - 1;
        }
    },
    /** A bridge on a machine of its own, inline on a link, which becomes two halves on the testbed. */
    BRIDGE(
            "bridge",
            TapConstraints.LanTaps.PORTS,
            TapConstraints.LinkTaps.NODE,
            "two links each on the testbed while the tap is there; addresses stay, but host names with the link's name in"
                    + " them do not"),
    /**
     * A machine of its own as one more member of a LAN, or of what was a link; it sees others only where that floods.
     */
    LISTENER(
            "lan",
            TapConstraints.LanTaps.NODE,
            TapConstraints.LinkTaps.MEMBER,
            "seen by one more member, which sees it all only if it floods, as --flooding vouches") {
        @Override
        public boolean inline() {
            return false;
        }

        @Override
        boolean worksOn(Segment segment, boolean vouched) {
            // A link that is plugged into becomes a LAN, and what it then does nobody knows.
            return vouched || segment instanceof Lan && SegmentVisibility.sees(segment.medium(), 0);
        }
    };

    private final String word;
    private final TapConstraints.LanTaps lanTaps;
    private final TapConstraints.LinkTaps linkTaps;
    private final String warning;

    TapKind(String word, TapConstraints.LanTaps lanTaps, TapConstraints.LinkTaps linkTaps, String warning) {
        this.word = word;
        this.lanTaps = lanTaps;
        this.linkTaps = linkTaps;
        this.warning = warning;
    }

    /** The means that a planned tap names. */
    public static TapKind named(String word) {
        for (TapKind means : values()) {
            if (means.word.equals(word)) {
                return means;
            }
        }
        throw new PlanException("the plan asks for a tap that is not known: " + word);
    }

    /**
     * The bandwidth that a member gets at whose port a planned tap is, in kbit/s.
     *
     * @param least the least that the testbed can shape to
     */
    public static long kbitPerSecond(PlannedTap tap, Member member, long least) {
        return named(tap.style()).kbitPerSecond(member.out().kbitPerSecond(), least);
    }

    /** The word for it in a plan, from which the testbed knows what to ask for. */
    String word() {
        return word;
    }

    /**
     * The bandwidth that a member before which it stands gets, in kbit/s. A single member of a LAN is only shaped if it
     * is no network card's own speed.
     *
     * @param least the least that can be shaped to
     */
    long kbitPerSecond(long before, long least) {
        return before;
    }

    /** Whether it stands on the way between members. */
    public boolean inline() {
        return true;
    }

    /** Whether it sees what passes between the others there. */
    boolean worksOn(Segment segment, boolean vouched) {
        return true;
    }

    /** Whether it shares its machine with no other tap; then the plan chooses that machine's name. */
    boolean ownMachine() {
        return linkTaps != TapConstraints.LinkTaps.PORTS;
    }

    TapConstraints.LanTaps lanTaps() {
        return lanTaps;
    }

    TapConstraints.LinkTaps linkTaps() {
        return linkTaps;
    }

    /** What its user should know of it, about those segments. */
    Optional<String> warning(String segments) {
        return warning.isEmpty() ? Optional.empty() : Optional.of(segments + ": " + warning);
    }

    /** The name of the machine that a tap there gets, if the plan chooses it. */
    Optional<String> machineFor(Segment segment, TapNames names) {
        return ownMachine() ? Optional.of(names.next(segment.name())) : Optional.empty();
    }
}
