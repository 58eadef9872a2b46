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
 * @param received packets that it got to see
 * @param dropped packets that it, or the kernel before it, had to drop
 * @param exported records that it sent
 * @param stored records that its collector stored
 * @param gaps how often the sequence numbers of what arrived jumped
 * @param lost records that were sent and not stored
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProbeAccount(
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
    public static ProbeAccount at(String node, String iface, Optional<String> segment) {
        return placed(node + "." + iface, node, iface, segment, Optional.empty());
    }

    /** A probe of which nothing but its name is known. */
    static ProbeAccount named(String probe) {
        return placed(probe, "", "", Optional.empty(), Optional.empty());
    }

    /** This one, which was such an instrument. */
    ProbeAccount of(String which) {
        return placed(probe, node, iface, segment, Optional.of(which));
    }

    private static ProbeAccount placed(
            String probe, String node, String iface, Optional<String> segment, Optional<String> instrument) {
        return new ProbeAccount(
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
