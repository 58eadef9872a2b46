package org.overtap.record.query.ask;

import org.overtap.record.query.KeyNumbers;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Connections: flows joined with what came back between the same two ports, with who began. One has two ends, the lower
 * and the upper; of ICMP, ports are not looked at.
 */
final class Connections {
    /** So many are held, at some 80 bytes each. */
    static final int MOST = 10_000_000;

    private static final int TCP = 6;
    private static final long PUSH = 8;

    /** IP and TCP headers with all options that packets without data have. */
    private static final long BARE_V4 = 60;

    private static final long BARE_V6 = 80;

    private static final long NEVER = Long.MAX_VALUE;

    private final SeenAddresses addresses;
    private final SeenSegments segments;
    private final KeyNumbers keys = new KeyNumbers(2, MOST, "connections", "");
    private final LongColumn[] first = {new LongColumn(NEVER), new LongColumn(NEVER)};
    private final LongColumn[] packets = {new LongColumn(0), new LongColumn(0)};
    private final LongColumn last = new LongColumn(Long.MIN_VALUE);
    private final LongColumn places = new LongColumn(0);
    private final LongColumn data = new LongColumn(0);

    Connections(SeenAddresses addresses, SeenSegments segments) {
        this.addresses = addresses;
        this.segments = segments;
    }

    void add(FlowRow row) {
        int from = addresses.source(row);
        int to = addresses.destination(row);
        long protocol = row.has(Column.PROTOCOL) ? row.number(Column.PROTOCOL) : 0;
        long fromPort = port(row, Column.SRC_PORT);
        long toPort = port(row, Column.DST_PORT);
        boolean turned = from > to || from == to && fromPort > toPort;
        int number = turned
                ? keys.of(AddressPairs.key(to, from), protocol << 32 | toPort << 16 | fromPort)
                : keys.of(AddressPairs.key(from, to), protocol << 32 | fromPort << 16 | toPort);
        int way = turned ? 1 : 0;
        packets[way].add(number, Math.max(1, row.number(Column.PACKETS)));
        if (row.has(Column.FIRST)) {
            first[way].least(number, row.number(Column.FIRST));
        }
        if (row.has(Column.LAST)) {
            last.most(number, row.number(Column.LAST));
        }
        places.or(number, segments.of(row));
        if (protocol == TCP && carriesData(row, addresses.isV6(from))) {
            data.set(number, 1);
        }
    }

    private static long port(FlowRow row, Column column) {
        return row.has(column) ? row.number(column) & 0xffff : 0;
    }

    private static boolean carriesData(FlowRow row, boolean v6) {
        return row.has(Column.TCP_FLAGS) && (row.number(Column.TCP_FLAGS) & PUSH) != 0
                || row.number(Column.BYTES) > row.number(Column.PACKETS) * (v6 ? BARE_V6 : BARE_V4);
    }

    int count() {
        return keys.count();
    }

    /** Whether the upper end began: what was first decides, else who has the port that is no service's. */
    private boolean upperBegan(int number) {
        if (!isAnswered(number)) {
            return packets[0].get(number) == 0;
        }
        long lower = first[0].get(number);
        long upper = first[1].get(number);
        return lower == upper ? port(number, 1) > port(number, 0) : upper < lower;
    }

    /** The address of who began. */
    int source(int number) {
        return address(number, upperBegan(number) ? 1 : 0);
    }

    int destination(int number) {
        return address(number, upperBegan(number) ? 0 : 1);
    }

    long sourcePort(int number) {
        return port(number, upperBegan(number) ? 1 : 0);
    }

    long destinationPort(int number) {
        return port(number, upperBegan(number) ? 0 : 1);
    }

    private int address(int number, int end) {
        return end == 0 ? AddressPairs.one(keys.part(number, 0)) : AddressPairs.other(keys.part(number, 0));
    }

    private long port(int number, int end) {
        return keys.part(number, 1) >>> (end == 0 ? 16 : 0) & 0xffff;
    }

    long protocol(int number) {
        return keys.part(number, 1) >>> 32;
    }

    boolean isTcp(int number) {
        return protocol(number) == TCP;
    }

    boolean isAnswered(int number) {
        return packets[0].get(number) > 0 && packets[1].get(number) > 0;
    }

    /** The packets of the end that sent more of them. */
    long packets(int number) {
        return Math.max(packets[0].get(number), packets[1].get(number));
    }

    /** Whether it carried TCP data either way. */
    boolean carriedData(int number) {
        return data.get(number) != 0;
    }

    /** When it began, or the largest number. */
    long first(int number) {
        return Math.min(first[0].get(number), first[1].get(number));
    }

    /** When its last packet was seen, or the least number. */
    long last(int number) {
        return last.get(number);
    }

    long segments(int number) {
        return places.get(number);
    }
}
