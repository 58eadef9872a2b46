package org.overtap.record.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of the records of one probe: the numbers add up to {@code records}.
 *
 * @param node the node that it stands on
 * @param iface the interface there
 * @param segment the segment of that; absent where the topology does not tell
 * @param records records that were read of it
 * @param counted those that count
 * @param others those of what another probe counts
 * @param tests those of packets that were only sent to test the overlay
 * @param early those of times before the overlay was deployed
 * @param excluded those that the user left out
 * @param duplicates those that tell again, to the last bit, what it told before
 * @param first when the first packet of all its records passed, by the clock that all clocks were compared with; absent
 *     where no record has a time
 * @param last when the last did
 * @param gaps how often its sequence numbers jumped in what was read; absent where that is not told, or not of which probe
 */
public record ProbeAccount(
        String node,
        @JsonProperty("interface") String iface,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> segment,
        long records,
        long counted,
        long others,
        long tests,
        long early,
        long excluded,
        long duplicates,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> first,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> last,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong gaps) {}
