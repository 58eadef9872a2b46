package org.overtap.record.query.ask;

import java.util.OptionalLong;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * A pair that talks a lot, or a flow that is fast.
 *
 * @param isPair whether it is a pair, and not a single flow
 * @param source who sent more
 * @param sourcePort its port, of a flow that has one; else less than 0
 * @param destination to whom
 * @param destinationPort the port there, likewise
 * @param protocol the IP protocol of a flow; else less than 0
 * @param counts what was sent
 * @param back what came back to a pair's source; nothing of a flow
 * @param share the part of all bytes that it has
 * @param cumulative the part that it has with those that have more
 * @param times how many times as much, or as fast, as others
 * @param bitsPerSecond how fast
 * @param segments where it was counted
 */
record HeavyHitter(
        boolean isPair,
        int source,
        long sourcePort,
        int destination,
        long destinationPort,
        long protocol,
        FlowCounts counts,
        FlowCounts back,
        double share,
        double cumulative,
        double times,
        double bitsPerSecond,
        long segments) {
    private static final int NONE = -1;

    static HeavyHitter pair(
            int source, int destination, FlowCounts counts, FlowCounts back, double cumulative, long segments) {
        FlowCounts both = counts.and(back);
        return new HeavyHitter(
                true,
                source,
                NONE,
                destination,
                NONE,
                NONE,
                counts,
                back,
                0,
                cumulative,
                0,
                both.bitsPerSecond(),
                segments);
    }

    static HeavyHitter flow(FlowRow row, int source, int destination, long segments) {
        return new HeavyHitter(
                false,
                source,
                number(row, Column.SRC_PORT),
                destination,
                number(row, Column.DST_PORT),
                number(row, Column.PROTOCOL),
                new FlowCounts(
                        1,
                        row.number(Column.PACKETS),
                        row.number(Column.BYTES),
                        OptionalLong.of(row.number(Column.FIRST)),
                        OptionalLong.of(row.number(Column.LAST))),
                FlowCounts.NONE,
                0,
                0,
                0,
                HeavySearch.rate(row),
                segments);
    }

    private static long number(FlowRow row, Column column) {
        return row.has(column) ? row.number(column) : NONE;
    }

    /** The same with how it compares. */
    HeavyHitter against(double many, double part) {
        return new HeavyHitter(
                isPair,
                source,
                sourcePort,
                destination,
                destinationPort,
                protocol,
                counts,
                back,
                part,
                cumulative,
                many,
                bitsPerSecond,
                segments);
    }

    /** What it is, for documents. */
    String kind() {
        return isPair ? "pair" : "flow";
    }

    long bytes() {
        return counts.bytes();
    }

    long allBytes() {
        return span().bytes();
    }

    /** Both directions. */
    FlowCounts span() {
        return counts.and(back);
    }

    /** A number that only some have. */
    Object port(long number) {
        return number < 0 ? null : number;
    }

    /** Whole bits a second; absent where that is not known. */
    Object rate() {
        return bitsPerSecond > 0 ? (Object) Math.round(bitsPerSecond) : null;
    }

    static Object told(OptionalLong time) {
        return time.isPresent() ? time.getAsLong() : null;
    }

    /** An end for people: its node where that is known, and a flow's port. */
    String end(SeenAddresses addresses, boolean sender) {
        int address = sender ? source : destination;
        long port = sender ? sourcePort : destinationPort;
        String text = addresses.text(address).map(Object::toString).orElse("-");
        String withPort = port < 0 ? text : (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
        return addresses.node(address).map(node -> withPort + " (" + node + ")").orElse(withPort);
    }
}
