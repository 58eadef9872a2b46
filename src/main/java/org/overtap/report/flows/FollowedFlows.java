package org.overtap.report.flows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.TopFlows;
import org.overtap.record.table.FlowTally;

/**
 * What was on each segment when it was looked, and what of that came since it was looked before.
 *
 * @param experiment the experiment's name
 * @param at when
 * @param before when it was looked before; absent where this is the first time
 * @param segments by name; what crossed several segments is told of each
 * @param tally what was read
 */
public record FollowedFlows(
        String experiment, Instant at, Optional<Instant> before, List<Segment> segments, FlowTally tally) {
    private static final double NANOS = 1e9;

    public FollowedFlows {
        segments = List.copyOf(segments);
    }

    /**
     * One segment. What came is the difference of two sums, and less than nothing where something was taken away.
     *
     * @param now all that was on it until now
     * @param flows how many flows came
     * @param packets packets that came
     * @param bytes IP bytes that came
     */
    public record Segment(String name, FlowCounts now, long flows, long packets, long bytes) {
        /** Whether anything came. */
        boolean changed() {
            return flows != 0 || packets != 0 || bytes != 0;
        }
    }

    /**
     * What was read now, beside what was read before.
     *
     * @param segments all flows by segment
     */
    public static FollowedFlows of(
            String experiment, Instant at, TopFlows segments, FlowTally tally, Optional<FollowedFlows> before) {
        Map<String, FlowCounts> earlier = new TreeMap<>();
        before.ifPresent(last -> last.segments().forEach(its -> earlier.put(its.name(), its.now())));
        Map<String, FlowCounts> now = new TreeMap<>();
        earlier.keySet().forEach(name -> now.put(name, FlowCounts.NONE));
        segments.top().forEach(entry -> now.put(entry.key().get(0).orElse(""), entry.counts()));
        List<Segment> all = now.entrySet().stream()
                .map(entry ->
                        since(entry.getKey(), earlier.getOrDefault(entry.getKey(), FlowCounts.NONE), entry.getValue()))
                .toList();
        return new FollowedFlows(experiment, at, before.map(FollowedFlows::at), all, tally);
    }

    private static Segment since(String name, FlowCounts earlier, FlowCounts now) {
        return new Segment(
                name,
                now,
                now.flows() - earlier.flows(),
                now.packets() - earlier.packets(),
                now.bytes() - earlier.bytes());
    }

    /** Bits a second of what came; absent the first time. */
    Optional<Long> bitsPerSecond(Segment segment) {
        return before.map(last -> Duration.between(last, at).toNanos() / NANOS)
                .filter(seconds -> seconds > 0)
                .map(seconds -> (long) (8.0 * segment.bytes() / seconds));
    }
}
