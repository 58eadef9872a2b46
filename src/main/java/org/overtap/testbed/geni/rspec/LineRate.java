package org.overtap.testbed.geni.rspec;

import java.util.Optional;
import java.util.Set;
import org.overtap.topology.Shaping;

/**
 * Tells a bandwidth that is asked for from one that shapes: profiles ask for links as fast as their interfaces are, and
 * get just a cable.
 */
public final class LineRate {
    /** Of Ethernet (IEEE 802.3), in kbit/s, as far as links without shaping are asked for by them. */
    private static final Set<Long> ETHERNET = Set.of(
            1_000_000L,
            2_500_000L,
            5_000_000L,
            10_000_000L,
            25_000_000L,
            40_000_000L,
            50_000_000L,
            56_000_000L,
            100_000_000L,
            200_000_000L,
            400_000_000L);

    private static final long KBIT = 1000;

    private LineRate() {}

    /**
     * What is really done to traffic.
     *
     * @param told as the manifest tells it
     * @param megabits the interface's own speed, if it is known
     */
    public static Shaping shaping(Shaping told, Optional<Long> megabits) {
        return isJustRate(told, megabits) ? new Shaping(told.delayMs(), 0, told.loss()) : told;
    }

    private static boolean isJustRate(Shaping told, Optional<Long> megabits) {
        return megabits.isPresent()
                ? told.kbitPerSecond() >= megabits.get() * KBIT
                : ETHERNET.contains(told.kbitPerSecond()) && told.delayMs() == 0 && told.loss() == 0;
    }
}
