package org.overtap.overlay.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user asks of instruments besides their names.
 *
 * @param probeAt by node, the probe that is to run there in place of the usual one
 * @param wire the form in which records are to travel
 * @param filter what is to be measured, as a capture filter (pcap-filter(7))
 * @param insist to use instruments that are refused for a known fault
 * @param anyProbe whether no probe was named for all nodes: the first that fits is taken
 * @param anyCollector whether no collector was named, likewise
 * @param broker where collectors send what they receive, if they are to
 * @param copies what is to be sent of what switches carry, and where to
 * @param minFree how many bytes are to stay free on disks where records are stored; absent where nothing sees to that
 */
public record InstrumentWishes(
        Map<String, String> probeAt,
        Optional<String> wire,
        Optional<String> filter,
        boolean insist,
        boolean anyProbe,
        boolean anyCollector,
        Optional<BrokerTopic> broker,
        List<CopyWish> copies,
        Optional<Long> minFree) {
    public static final InstrumentWishes NONE =
            new InstrumentWishes(Map.of(), Optional.empty(), Optional.empty(), false, false, false);

    /** Wishes of somebody who has no broker, wants no copies, and lets disks fill. */
    public InstrumentWishes(
            Map<String, String> probeAt,
            Optional<String> wire,
            Optional<String> filter,
            boolean insist,
            boolean anyProbe,
            boolean anyCollector) {
        this(probeAt, wire, filter, insist, anyProbe, anyCollector, Optional.empty(), List.of(), Optional.empty());
    }

    /** The same with these probes on single nodes. */
    public InstrumentWishes at(Map<String, String> probes) {
        return new InstrumentWishes(probes, wire, filter, insist, anyProbe, anyCollector, broker, copies, minFree);
    }

    /** The same of somebody who named the probes of those nodes, and the others. */
    public InstrumentWishes settled(Map<String, String> at) {
        return new InstrumentWishes(at, wire, filter, insist, false, false, broker, copies, minFree);
    }

    public InstrumentWishes {
        copies = List.copyOf(copies);
        probeAt = Collections.unmodifiableMap(new TreeMap<>(probeAt));
        if (filter.filter(text -> text.isBlank() || text.chars().anyMatch(c -> c < 0x20 || c == 0x7f))
                .isPresent()) {
            throw new PlanException("a filter is one line of text, as in --filter 'tcp and not port 22'");
        }
    }
}
