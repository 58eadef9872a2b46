package org.overtap.record.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpFamily;

/** Writes records as a NetFlow v9 export packet (RFC 3954), with its templates. */
public final class V9Datagram {
    private static final int V4_TEMPLATE = 256;
    private static final int V6_TEMPLATE = 257;
    private static final Duration UP = Duration.ofDays(30);

    /** Type and length of every field but the addresses, in the order in which {@link #put} writes them. */
    private static final int[][] FIELDS = {
        {7, 2}, {11, 2}, {4, 1}, {5, 1}, {6, 1}, {2, 8}, {1, 8}, {22, 4}, {21, 4}, {56, 6}, {80, 6}, {58, 2}, {32, 2}
    };

    private final ExportPacket packet = new ExportPacket();
    private final Instant now;

    private V9Datagram(Instant now) {
        this.now = now;
    }

    /** One packet with all of these, which must be few enough, sent at a whole second. */
    public static byte[] of(List<FlowRecord> flows, int sourceId, int sequence, Instant now) {
        return new V9Datagram(now).write(flows, sourceId, sequence);
    }

    private byte[] write(List<FlowRecord> flows, int sourceId, int sequence) {
        packet.u16(9).u16(flows.size() + 2).u32(UP.toMillis()).u32(now.getEpochSecond());
        packet.u32(sequence).u32(sourceId);
        template(V4_TEMPLATE, 8, 12, 4);
        template(V6_TEMPLATE, 27, 28, 16);
        data(V4_TEMPLATE, flows, IpFamily.V4);
        data(V6_TEMPLATE, flows, IpFamily.V6);
        return packet.bytes();
    }

    private void template(int id, int source, int destination, int length) {
        int start = packet.length();
        packet.u16(0).u16(0).u16(id).u16(FIELDS.length + 2);
        packet.u16(source).u16(length).u16(destination).u16(length);
        for (int[] field : FIELDS) {
            packet.u16(field[0]).u16(field[1]);
        }
        packet.close(start, 1);
    }

    private void data(int template, List<FlowRecord> flows, IpFamily family) {
        int start = packet.length();
        packet.u16(template).u16(0);
        flows.stream().filter(f -> f.key().from().family() == family).forEach(this::put);
        packet.close(start, 4);
    }

    private void put(FlowRecord flow) {
        FlowKey key = flow.key();
        packet.address(key.from()).address(key.to());
        packet.u16(key.fromPort().orElse(0)).u16(key.toPort().orElse(0));
        packet.u8(key.protocol()).u8(key.tos().orElse(0)).u8(flow.flags().orElse(0));
        packet.u64(flow.packets()).u64(flow.bytes());
        packet.u32(uptime(flow.first().orElseThrow())).u32(uptime(flow.last().orElseThrow()));
        packet.macs(key).u16(key.vlan().orElse(0));
        packet.u16(key.icmp().map(i -> i.type() * 256 + i.code()).orElse(0));
    }

    private long uptime(Instant time) {
        return UP.plus(Duration.between(now, time)).toMillis();
    }
}
