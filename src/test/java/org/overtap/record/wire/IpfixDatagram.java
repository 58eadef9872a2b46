package org.overtap.record.wire;

import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpFamily;

/** Writes records as an IPFIX message (RFC 7011), with its templates; elements by IANA's registry. */
final class IpfixDatagram {
    private static final int V4_TEMPLATE = 300;
    private static final int V6_TEMPLATE = 301;

    /** Element and length of every field but the addresses and ICMP, in the order in which {@link #put} writes them. */
    private static final int[][] FIELDS = {
        {7, 2}, {11, 2}, {4, 1}, {5, 1}, {6, 1}, {2, 8}, {1, 8}, {152, 8}, {153, 8}, {56, 6}, {80, 6}, {58, 2}
    };

    private final ExportPacket packet = new ExportPacket();

    private IpfixDatagram() {}

    static byte[] of(List<FlowRecord> flows, ExportFormat.Header header) {
        return new IpfixDatagram().write(flows, header);
    }

    private byte[] write(List<FlowRecord> flows, ExportFormat.Header header) {
        packet.u16(10)
                .u16(0)
                .u32(header.now().getEpochSecond())
                .u32(header.sequence())
                .u32(header.sourceId());
        template(V4_TEMPLATE, 8, 12, 4, 32);
        template(V6_TEMPLATE, 27, 28, 16, 139);
        data(V4_TEMPLATE, flows, IpFamily.V4);
        data(V6_TEMPLATE, flows, IpFamily.V6);
        packet.close(0, 1);
        return packet.bytes();
    }

    private void template(int id, int source, int destination, int length, int icmp) {
        int start = packet.length();
        packet.u16(2).u16(0).u16(id).u16(FIELDS.length + 3);
        packet.u16(source).u16(length).u16(destination).u16(length);
        for (int[] field : FIELDS) {
            packet.u16(field[0]).u16(field[1]);
        }
        packet.u16(icmp).u16(2);
        packet.close(start, 1);
    }

    private void data(int template, List<FlowRecord> flows, IpFamily family) {
        List<FlowRecord> these =
                flows.stream().filter(f -> f.key().from().family() == family).toList();
        if (!these.isEmpty()) {
            int start = packet.length();
            packet.u16(template).u16(0);
            these.forEach(this::put);
            packet.close(start, 4);
        }
    }

    private void put(FlowRecord flow) {
        FlowKey key = flow.key();
        packet.address(key.from()).address(key.to());
        packet.u16(key.fromPort().orElse(0)).u16(key.toPort().orElse(0));
        packet.u8(key.protocol()).u8(key.tos().orElse(0)).u8(flow.flags().orElse(0));
        packet.u64(flow.packets()).u64(flow.bytes());
        packet.millis(flow.first().orElseThrow()).millis(flow.last().orElseThrow());
        packet.macs(key).u16(key.vlan().orElse(0));
        packet.u16(key.icmp().map(i -> i.type() * 256 + i.code()).orElse(0));
    }
}
