package org.overtap.record.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a probe and of what it lost, for those who only have the dataset. A number that nothing told is
 * absent, never guessed.
 *
 * @param probe as its rows name it: NODE.INTERFACE
 * @param node the node that it ran on
 * @param iface the interface there that it listened on
 * @param segment the segment of that
 * @param instrument which probe it was
 * @param version its version, as it told it itself
 * @param sampling one packet in so many was counted; absent where none was left out
 * @param received packets that it got to see, until it was asked last
 * @param dropped packets that it, or the kernel before it, had to drop
 * @param exported records that it sent
 * @param stored records that its collector stored
 * @param gaps how often the sequence numbers of what arrived jumped
 * @param lost records that were sent and did not arrive, as their sequence numbers tell: those between the first and the
 *     last that did
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProbeFacts(
        String probe,
        String node,
        @JsonProperty("interface") String iface,
        Optional<String> segment,
        Optional<String> instrument,
        Optional<String> version,
        OptionalLong sampling,
        OptionalLong received,
        OptionalLong dropped,
        OptionalLong exported,
        OptionalLong stored,
        OptionalLong gaps,
        OptionalLong lost) {
    /** A probe of which nothing but its place is known. */
    public static ProbeFacts at(String node, String iface, Optional<String> segment) {
        return placed(node + "." + iface, node, iface, segment, Optional.empty());
    }

    /** A probe of which nothing but its name is known. */
    static ProbeFacts named(String probe) {
        return placed(probe, "", "", Optional.empty(), Optional.empty());
    }

    /** This one, which was such an instrument. */
    ProbeFacts of(String which) {
        return placed(probe, node, iface, segment, Optional.of(which));
    }

    /** This one under other names, of which nobody says what instrument it is. */
    public ProbeFacts named(String otherNode, String otherIface, Optional<String> otherSegment) {
        return new ProbeFacts(
                otherNode + "." + otherIface,
                otherNode,
                otherIface,
                otherSegment,
                Optional.empty(),
                Optional.empty(),
                sampling,
                received,
                dropped,
                exported,
                stored,
                gaps,
                lost);
    }

    /** This one, which was such an instrument in such a version. */
    public ProbeFacts running(String which, Optional<String> its) {
        return new ProbeFacts(
                probe,
                node,
                iface,
                segment,
                Optional.of(which),
                its,
                sampling,
                received,
                dropped,
                exported,
                stored,
                gaps,
                lost);
    }

    /** This one, of which so many records were stored, and between these so many jumps of sequence numbers. */
    public ProbeFacts storing(long records, OptionalLong jumps) {
        return new ProbeFacts(
                probe,
                node,
                iface,
                segment,
                instrument,
                version,
                sampling,
                received,
                dropped,
                exported,
                OptionalLong.of(records),
                jumps,
                lost);
    }

    /** This one, which told that it counted so much: each as it is above. */
    public ProbeFacts counting(OptionalLong got, OptionalLong missed, OptionalLong sent, OptionalLong missing) {
        return new ProbeFacts(
                probe, node, iface, segment, instrument, version, sampling, got, missed, sent, stored, gaps, missing);
    }

    private static ProbeFacts placed(
            String probe, String node, String iface, Optional<String> segment, Optional<String> instrument) {
        return new ProbeFacts(
                probe,
                node,
                iface,
                segment,
                instrument,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
