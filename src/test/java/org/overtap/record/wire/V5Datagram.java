package org.overtap.record.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;

/** Writes records as a NetFlow v5 export packet (Cisco, "NetFlow Export Datagram Format", version 5). */
final class V5Datagram {
    private static final Duration UP = Duration.ofDays(30);

    /** The first two bits of the sampling field: one packet in every so many, in order. */
    private static final int DETERMINISTIC = 1 << 14;

    private final ExportPacket packet = new ExportPacket();
    private final Instant now;

    private V5Datagram(Instant now) {
        this.now = now;
    }

    static byte[] of(List<FlowRecord> flows, ExportFormat.Header header) {
        return new V5Datagram(header.now()).write(flows, header);
    }

    private byte[] write(List<FlowRecord> flows, ExportFormat.Header header) {
        packet.u16(5).u16(flows.size()).u32(UP.toMillis());
        packet.u32(now.getEpochSecond()).u32(now.getNano()).u32(header.sequence());
        packet.u16(header.sourceId()).u16(header.sampling() == 1 ? 0 : DETERMINISTIC | header.sampling());
        flows.forEach(this::put);
        return packet.bytes();
    }

    private void put(FlowRecord flow) {
        FlowKey key = flow.key();
        packet.address(key.from()).address(key.to()).u32(0).u16(0).u16(0);
        packet.u32(flow.packets()).u32(flow.bytes());
        packet.u32(uptime(flow.first().orElseThrow())).u32(uptime(flow.last().orElseThrow()));
        packet.u16(key.fromPort().orElse(0));
        packet.u16(key.icmp()
                .map(i -> i.type() * 256 + i.code())
                .orElse(key.toPort().orElse(0)));
        packet.u8(0).u8(flow.flags().orElse(0)).u8(key.protocol()).u8(key.tos().orElse(0));
        packet.u16(0).u16(0).u8(0).u8(0).u16(0);
    }

    private long uptime(Instant time) {
        return UP.plus(Duration.between(now, time)).toMillis();
    }
}
