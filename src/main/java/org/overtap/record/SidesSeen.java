package org.overtap.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.overtap.topology.Endpoint;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.ShapingSide;
import org.overtap.topology.VantagePoint;

/**
 * On which side of a segment's shaping packets are met: counts are comparable only on the same side.
 *
 * @param sent packets that the member there sends
 * @param received packets that it receives
 */
public record SidesSeen(Word sent, Word received) {
    /** More pairs are not looked at one by one. */
    private static final int MOST_PAIRS = 20_000;

    /** A side. */
    public enum Word {
        /** Between the sender and the shaper. */
        @JsonProperty("before")
        BEFORE,
        /** Between the shaper and the receiver. */
        @JsonProperty("after")
        AFTER,
        /** Nothing on the way shapes. */
        @JsonProperty("unshaped")
        UNSHAPED,
        /** It depends on the other end. */
        @JsonProperty("mixed")
        MIXED;

        private static Word of(ShapingSide side) {
            return switch (side) {
                case BEFORE_SHAPING -> BEFORE;
                case AFTER_SHAPING -> AFTER;
                case UNSHAPED -> UNSHAPED;
            };
        }
    }

    /** What is met at a vantage point. Where it stands at no member, both words are those of all that passes. */
    static SidesSeen at(Segment segment, VantagePoint vantage) {
        List<Endpoint> members =
                segment.members().stream().map(Member::endpoint).toList();
        if (members.contains(vantage.at())) {
            List<Endpoint> others = new ArrayList<>(members);
            others.remove(vantage.at());
            return new SidesSeen(
                    word(segment, vantage, List.of(vantage.at()), others),
                    word(segment, vantage, others, List.of(vantage.at())));
        }
        Word all = word(segment, vantage, members, members);
        return new SidesSeen(all, all);
    }

    private static Word word(Segment segment, VantagePoint vantage, List<Endpoint> from, List<Endpoint> to) {
        boolean many = (long) from.size() * to.size() > MOST_PAIRS;
        boolean shaped =
                !segment.shapers().isEmpty() || segment.members().stream().anyMatch(Member::endShaped);
        if (!shaped || many) {
            return shaped ? Word.MIXED : Word.UNSHAPED;
        }
        Set<ShapingSide> met = new HashSet<>();
        for (Endpoint sender : from) {
            to.stream()
                    .filter(other -> !other.equals(sender))
                    .forEach(other -> met.add(vantage.side(segment, sender, other)));
        }
        return met.size() == 1 ? Word.of(met.iterator().next()) : Word.MIXED;
    }
}
