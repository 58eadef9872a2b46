package org.overtap.lifecycle.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.overtap.verify.evidence.ProbeId;

/** What probes had captured at each look, by which it shows that something was captured and should be stored by now. */
final class CaptureHistory {
    /** Looks that are kept: enough for hours at one in ten seconds. */
    private static final int MOST = 2000;

    /** A file's time is told in whole seconds, and clocks are compared to a few milliseconds. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(Instant at, Map<ProbeId, Long> received) {}

    /** Adds what was captured by then, of those probes that tell. */
    void add(Instant at, Map<ProbeId, Long> received) {
        looks.addLast(new Look(at, new HashMap<>(received)));
        if (looks.size() > MOST) {
            looks.removeFirst();
        }
    }

    /**
     * Whether packets that it captured should be stored by now, and nothing was stored since.
     *
     * @param horizon how long it takes at most until what was captured is stored
     * @param stored when something of it was stored last, if ever
     */
    boolean stale(ProbeId probe, Instant now, Duration horizon, Optional<Instant> stored) {
        Look before = null;
        for (Look look : looks) {
            Long then = look.received.get(probe);
            if (then == null) {
                continue;
            }
            boolean due = look.at.plus(horizon).isBefore(now);
            if (before != null && due && then > before.received.get(probe) && since(before.at, stored)) {
                return true;
            }
            before = look;
        }
        return false;
    }

    /** Whether nothing was stored from then on. */
    private static boolean since(Instant then, Optional<Instant> stored) {
        return stored.isEmpty() || stored.get().plus(SLACK).isBefore(then);
    }
}
