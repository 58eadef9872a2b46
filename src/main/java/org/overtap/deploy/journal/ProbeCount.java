package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a probe told of itself since it was started. What it does not tell is absent.
 *
 * @param node where it runs
 * @param name its name there
 * @param received packets that reached its capture
 * @param dropped packets that were lost before it counted them, by the kernel and by itself
 * @param exported records that it sent
 * @param at when it was asked, by the clock of the machine that asked
 */
public record ProbeCount(
        String node,
        String name,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong received,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong dropped,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong exported,
        Instant at) {
    public ProbeCount {
        received = received == null ? OptionalLong.empty() : received;
        dropped = dropped == null ? OptionalLong.empty() : dropped;
        exported = exported == null ? OptionalLong.empty() : exported;
    }

    /** Whether it is of the same probe. */
    boolean of(ProbeCount other) {
        return node.equals(other.node) && name.equals(other.name);
    }

    /** Whether it tells less than was told before, so that the probe began anew meanwhile. */
    boolean lessThan(ProbeCount before) {
        return less(received, before.received) || less(exported, before.exported);
    }

    private static boolean less(OptionalLong now, OptionalLong before) {
        return now.isPresent() && before.isPresent() && now.getAsLong() < before.getAsLong();
    }

    /** The same probe, of which it is not known what it counted in all. */
    ProbeCount unknown() {
        return new ProbeCount(node, name, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), at);
    }

    /** Whether it tells something. */
    public boolean tells() {
        return received.isPresent() || dropped.isPresent() || exported.isPresent();
    }
}
