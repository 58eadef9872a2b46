package org.overtap.record.query.ask;

import org.overtap.record.query.KeyNumbers;

/** A scan that was found. */
final class Scan {
    /** What it goes over, as Staniford, Hoagland and McAlerney (2002) call it. */
    enum Shape {
        HORIZONTAL,
        VERTICAL,
        BLOCK
    }

    final Shape shape;
    final int source;
    final long protocol;
    private final KeyNumbers hostsTried = new KeyNumbers(1, Connections.MOST, "hosts", "");
    private final KeyNumbers portsTried = new KeyNumbers(1, Connections.MOST, "ports", "");
    long tries;
    long unanswered;
    long others;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long segments;

    Scan(Shape shape, int source, long protocol) {
        this.shape = shape;
        this.source = source;
        this.protocol = protocol;
    }

    /** Counts a try. */
    void add(Connections of, int number) {
        tries++;
        unanswered += of.isAnswered(number) ? 0 : 1;
        first = Math.min(first, of.first(number));
        last = Math.max(last, of.last(number));
        segments |= of.segments(number);
        hostsTried.of(of.destination(number));
        portsTried.of(of.destinationPort(number));
    }

    long hosts() {
        return hostsTried.count();
    }

    long ports() {
        return portsTried.count();
    }

    /** The one host of a vertical scan. */
    int host() {
        return (int) hostsTried.part(0, 0);
    }

    /** The one port of a horizontal scan. */
    long port() {
        return portsTried.part(0, 0);
    }

    /** How many different things were tried. */
    long targets() {
        return shape == Shape.VERTICAL ? ports() : hosts();
    }
}
