package org.overtap.lab.boss;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.lab.mapper.NodeId;

/** How the machines of the experiment stand, in the testbed's words, for several threads. */
final class NodeStates {
    /** Booted, and reachable. */
    static final String UP = "ISUP";

    /** It did not come up. */
    static final String FAILED = "TBFAILED";

    private final Map<NodeId, StateClock> clocks = new ConcurrentHashMap<>();

    private StateClock clock(NodeId machine) {
        return clocks.computeIfAbsent(machine, id -> new StateClock(UP, state -> {}));
    }

    String of(NodeId machine) {
        return clock(machine).state();
    }

    void set(NodeId machine, String state) {
        clock(machine).set(state);
    }

    /** Waits for one of the states, or with none given for any change; empty when the time is over. */
    Optional<String> await(NodeId machine, List<String> wanted, Optional<Duration> limit) throws InterruptedException {
        return clock(machine).await(wanted, limit);
    }
}
