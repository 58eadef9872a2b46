package org.overtap.record.reader;

import java.time.Duration;
import java.util.Locale;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;

/** Prints a record as nfdump 1.7.1 was seen to print it in the reader's format. */
final class NfdumpText {
    private NfdumpText() {}

    static String line(FlowRecord flow) {
        FlowKey key = flow.key();
        int id = flow.exporter().sourceId().orElseThrow();
        String toPort = key.icmp()
                .map(icmp -> icmp.type() + "." + icmp.code())
                .orElseGet(() -> String.valueOf(key.toPort().orElse(0)));
        long first = flow.first().orElseThrow().toEpochMilli();
        double duration =
                Duration.between(flow.first().orElseThrow(), flow.last().orElseThrow())
                                .toMillis()
                        / 1000.0;
        return String.format(
                Locale.ROOT,
                "%39s|%3d/%-3d|%39s|%39s|%6d|%6s|%-5d|%3d|%s|%s|%s|%5d|%8d|%8d|%10d.%03d|%16.3f",
                flow.exporter().address(),
                id / 256,
                id % 256,
                key.from(),
                key.to(),
                key.fromPort().orElse(0),
                toPort,
                key.protocol(),
                key.tos().orElse(0),
                flags(flow.flags().orElse(0)),
                key.fromMac().orElse("00:00:00:00:00:00"),
                key.toMac().orElse("00:00:00:00:00:00"),
                key.vlan().orElse(0),
                flow.packets(),
                flow.bytes(),
                first / 1000,
                first % 1000,
                duration);
    }

    private static String flags(int flags) {
        return (flags >= 128 ? "C" : ".")
                + ((flags & 64) != 0 ? "E" : ".")
                + ((flags & 32) != 0 ? "U" : ".")
                + ((flags & 16) != 0 ? "A" : ".")
                + ((flags & 8) != 0 ? "P" : ".")
                + ((flags & 4) != 0 ? "R" : ".")
                + ((flags & 2) != 0 ? "S" : ".")
                + ((flags & 1) != 0 ? "F" : ".");
    }
}
