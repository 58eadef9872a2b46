package org.overtap.record.query;

import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.record.FlowRecord;
import org.overtap.record.table.Column;

/** A record as a row of a flow table, as far as the record tells. */
public final class RecordRow {
    private RecordRow() {}

    public static MadeRow of(FlowRecord record) {
        var key = record.key();
        return MadeRow.of(
                Column.FIRST, record.first().map(RecordRow::micros).orElse(null),
                Column.LAST, record.last().map(RecordRow::micros).orElse(null),
                Column.SRC, key.from().toString(),
                Column.DST, key.to().toString(),
                Column.SRC_PORT, number(key.fromPort()),
                Column.DST_PORT, number(key.toPort()),
                Column.PROTOCOL, key.protocol(),
                Column.ICMP_TYPE, key.icmp().map(icmp -> icmp.type()).orElse(null),
                Column.ICMP_CODE, key.icmp().map(icmp -> icmp.code()).orElse(null),
                Column.TOS, number(key.tos()),
                Column.TCP_FLAGS, number(record.flags()),
                Column.VLAN, number(key.vlan()),
                Column.SRC_MAC, key.fromMac().orElse(null),
                Column.DST_MAC, key.toMac().orElse(null),
                Column.PACKETS, record.packets(),
                Column.BYTES, record.bytes());
    }

    private static Object number(OptionalInt value) {
        return value.isPresent() ? (Object) value.getAsInt() : Optional.empty().orElse(null);
    }

    private static Object micros(java.time.Instant time) {
        return time.getEpochSecond() * 1_000_000L + time.getNano() / 1000;
    }
}
