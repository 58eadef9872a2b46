package org.overtap.lifecycle.health;

import java.util.Map;
import java.util.Optional;
import org.overtap.instrument.Counter;

/**
 * How a probe fares.
 *
 * @param node the node that it runs on
 * @param name its name there
 * @param iface the interface that it listens on
 * @param segment the segment of that
 * @param sourceId the number that its records carry
 * @param instrument which one
 * @param collector the node that its records go to; absent where they stay on its own
 * @param state in a word
 * @param counters what it tells of itself; what it does not tell is not there
 * @param gaps how often the sequence numbers of what arrived of it jumped; absent where that is not told of it alone
 * @param stored records in closed files; absent where they cannot be counted
 * @param lastStored how many seconds ago the last file with one of them was closed
 * @param latency how long they took, by the last file that has some
 * @param path how far its data gets
 */
public record ProbeHealth(
        String node,
        String name,
        String iface,
        String segment,
        int sourceId,
        String instrument,
        Optional<String> collector,
        String state,
        Map<Counter, Long> counters,
        Optional<Long> gaps,
        Optional<Long> stored,
        Optional<Long> lastStored,
        Optional<RecordLatency> latency,
        DataPath path) {
    public ProbeHealth {
        counters = Map.copyOf(counters);
    }

    /** What it tells of the counter of that word. */
    public Optional<Long> counter(String word) {
        return counters.entrySet().stream()
                .filter(entry -> entry.getKey().word().equals(word))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
