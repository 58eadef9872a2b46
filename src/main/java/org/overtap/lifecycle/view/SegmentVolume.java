package org.overtap.lifecycle.view;

import java.util.List;
import java.util.SortedMap;

/**
 * What passed on each segment as time went on: every flow once on each segment that it crossed.
 *
 * @param first when the first step begins, in microseconds since 1970
 * @param everyMicros the length of a step in microseconds
 * @param steps how many steps there are
 * @param segments by the segment's name
 */
public record SegmentVolume(long first, long everyMicros, int steps, SortedMap<String, Passed> segments) {

    /**
     * One segment's.
     *
     * @param bytes IP bytes in each step
     * @param packets packets in each step
     * @param totalBytes all bytes, those of which no time is known included
     * @param totalPackets all packets likewise
     * @param flows how many flows there were
     * @param top its largest flows, by bytes; as many as a picture needs
     */
    public record Passed(
            long[] bytes, long[] packets, long totalBytes, long totalPackets, long flows, List<TopFlow> top) {
        public Passed {
            top = List.copyOf(top);
        }
    }

    /**
     * One flow, both names as the topology knows them where it does.
     *
     * @param from address, with the port where there is one
     * @param to likewise
     * @param protocol its name, or its number
     */
    public record TopFlow(String from, String to, String protocol, long packets, long bytes) {}
}
