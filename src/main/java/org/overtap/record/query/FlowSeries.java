package org.overtap.record.query;

import java.util.List;

/**
 * What was on each segment as time went on. A flow's packets and bytes are spread over the time that it took, evenly and
 * in whole numbers that add up to its own; it is counted as a flow in the step in which it began.
 *
 * @param everyMicros the length of a step in microseconds
 * @param segments the segments on which something was, by name
 * @param steps all steps from the first to the last, and in each all segments
 * @param timeless flows of which no time is known; they are in no step
 */
public record FlowSeries(long everyMicros, List<String> segments, List<Step> steps, FlowCounts timeless)
        implements FlowView {
    public FlowSeries {
        segments = List.copyOf(segments);
        steps = List.copyOf(steps);
    }

    /**
     * One segment in one step.
     *
     * @param start when the step begins, in microseconds since 1970
     */
    public record Step(long start, String segment, long flows, long packets, long bytes) {}
}
