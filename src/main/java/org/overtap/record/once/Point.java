package org.overtap.record.once;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.instrument.Merged;
import org.overtap.topology.VantagePoint;

/** A place where records were taken: what is known of it, what was found of its records, and its rows that are open. */
final class Point {
    final int number;
    final String node;
    final String iface;

    /** As the column tells it. */
    final String name;

    /** The name of its segment; null if the topology does not tell. */
    final String segment;

    /** Where it stands there; null where that is no place to probe. */
    final VantagePoint vantage;

    /** As the column tells it; null where nothing is merged. */
    final String merges;

    /** Whether it makes one record of packets with several MAC addresses. */
    final boolean mergesMacs;

    /** The form in which its records come; null if that is not known. */
    final String format;

    /** Bytes of layer 2 that its records count with each packet. */
    final int layer2;

    final NodeClock clock;
    final AddressTexts texts;

    final Decisions decisions = new Decisions();
    OpenFlow oldest;
    OpenFlow newest;
    int open;

    /** When it was last heard, by the number of the record. */
    long heard;

    long records;
    long counted;
    long others;
    long tests;
    long early;
    long excluded;
    long duplicates;
    private long first = Micros.NONE;
    private long last = Micros.NONE;

    /** What is known of a point but its place; each as it is above. */
    record Told(List<Merged> merges, String format, int layer2, NodeClock clock, AddressTexts texts) {}

    Point(int number, String node, String iface, String segment, VantagePoint vantage, Told told) {
        this.number = number;
        this.node = node;
        this.iface = iface;
        this.name = node + "." + iface;
        this.segment = segment;
        this.vantage = vantage;
        this.merges = told.merges.isEmpty()
                ? null
                : told.merges.stream().map(Merged::word).collect(Collectors.joining(" "));
        this.mergesMacs = told.merges.contains(Merged.MACS);
        this.format = told.format;
        this.layer2 = told.layer2;
        this.clock = told.clock;
        this.texts = told.texts;
    }

    void heard(long from, long to) {
        if (from != Micros.NONE && (first == Micros.NONE || from < first)) {
            first = from;
        }
        if (to != Micros.NONE && to > last) {
            last = to;
        }
    }

    ProbeAccount account() {
        return new ProbeAccount(
                node,
                iface,
                Optional.ofNullable(segment),
                records,
                counted,
                others,
                tests,
                early,
                excluded,
                duplicates,
                Micros.instant(first),
                Micros.instant(last));
    }
}
