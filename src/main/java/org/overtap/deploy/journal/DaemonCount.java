package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a probe, or a collector, told of itself since it was started. What it does not tell is absent.
 *
 * @param node where it runs
 * @param name its name there
 * @param received packets that reached its capture
 * @param dropped packets that were lost before it counted them, by the kernel and by itself; of a collector datagrams
 *     that the kernel dropped at its socket
 * @param exported records that it sent
 * @param lost records of it that its collector says did not arrive, as their sequence numbers tell
 * @param at when it was asked, by the clock of the machine that asked
 */
public record DaemonCount(
        String node,
        String name,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong received,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong dropped,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong exported,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalLong lost,
        Instant at) {
    public DaemonCount {
        lost = lost == null ? OptionalLong.empty() : lost;
        received = received == null ? OptionalLong.empty() : received;
        dropped = dropped == null ? OptionalLong.empty() : dropped;
        exported = exported == null ? OptionalLong.empty() : exported;
    }

    /** Whether it is of the same daemon. */
    boolean of(DaemonCount other) {
        return node.equals(other.node) && name.equals(other.name);
    }

    /** Whether it tells less than was told before, so that it began anew meanwhile. */
    boolean lessThan(DaemonCount before) {
        return less(received, before.received) || less(dropped, before.dropped) || less(exported, before.exported);
    }

    private static boolean less(OptionalLong now, OptionalLong before) {
        return now.isPresent() && before.isPresent() && now.getAsLong() < before.getAsLong();
    }

    /** The same daemon, of which it is not known what it counted in all. */
    DaemonCount unknown() {
        return new DaemonCount(
                node, name, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), at);
    }

    /** The same, with what it told before where it tells nothing now, as one that was ended. */
    DaemonCount after(DaemonCount before) {
        boolean silent = received.isEmpty() && dropped.isEmpty() && exported.isEmpty();
        return silent
                ? new DaemonCount(
                        node,
                        name,
                        before.received,
                        before.dropped,
                        before.exported,
                        lost,
                        before.received.isPresent() || before.dropped.isPresent() || before.exported.isPresent()
                                ? before.at
                                : at)
                : this;
    }

    /** Whether it tells something. */
    public boolean tells() {
        return received.isPresent() || dropped.isPresent() || exported.isPresent() || lost.isPresent();
    }
}
