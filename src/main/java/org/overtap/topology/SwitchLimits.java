package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many segments a switch can show at once.
 *
 * @param exports of how many it can export the flows; absent if there is no limit
 * @param mirrors how many it can mirror; absent likewise
 */
public record SwitchLimits(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt exports,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalInt mirrors) {
    /** A switch of which no limit is known. */
    public static final SwitchLimits NONE = new SwitchLimits(OptionalInt.empty(), OptionalInt.empty());

    /** Every set of means there is. */
    public static final List<List<CarryingSwitch.Means>> SETS = List.of(
            List.of(CarryingSwitch.Means.EXPORT),
            List.of(CarryingSwitch.Means.MIRROR),
            List.of(CarryingSwitch.Means.values()));

    public SwitchLimits {
        exports = exports == null ? OptionalInt.empty() : exports;
        mirrors = mirrors == null ? OptionalInt.empty() : mirrors;
        Preconditions.that(exports.orElse(0) >= 0, "a switch cannot export " + exports.orElse(0) + " segments");
        Preconditions.that(mirrors.orElse(0) >= 0, "a switch cannot mirror " + mirrors.orElse(0) + " segments");
    }

    /**
     * How many segments can be shown at once of those that have no means but these; empty if there is no limit. All of
     * several can be shown if that holds for every set of means (Hall's marriage theorem).
     */
    public OptionalInt most(Collection<CarryingSwitch.Means> means) {
        long sum = 0;
        for (CarryingSwitch.Means one : means) {
            OptionalInt its = one == CarryingSwitch.Means.EXPORT ? exports : mirrors;
            if (its.isEmpty()) {
                return OptionalInt.empty();
            }
            sum += its.getAsInt();
        }
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, sum));
    }

    /** Whether it can show all of these segments at once, each given by what can show it. */
    public boolean allow(List<List<CarryingSwitch.Means>> segments) {
        return SETS.stream()
                .allMatch(means -> segments.stream().filter(means::containsAll).count()
                        <= most(means).orElse(Integer.MAX_VALUE));
    }
}
