package org.overtap.record.wire;

import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpFamily;

/**
 * Writes records as an IPFIX message (RFC 7011), with its templates; elements by IANA's registry. ICMP has templates of
 * its own: nfdump 1.7.1 takes the type and code of a record that has both for its port.
 */
final class IpfixDatagram {
    private static final int PORTS = 300;
    private static final int ICMP = 310;

    /** Element and length of every field but addresses and ports, in the order in which {@link #put} writes them. */
    private static final int[][] FIELDS = {
        {4, 1}, {5, 1}, {6, 1}, {2, 8}, {1, 8}, {152, 8}, {153, 8}, {56, 6}, {80, 6}, {58, 2}
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
        for (IpFamily family : IpFamily.values()) {
            for (boolean icmp : new boolean[] {false, true}) {
                List<FlowRecord> these = flows.stream()
                        .filter(f -> f.key().from().family() == family)
                        .filter(f -> f.key().icmp().isPresent() == icmp)
                        .toList();
                if (!these.isEmpty()) {
                    int id = (icmp ? ICMP : PORTS) + family.ordinal();
                    template(id, family == IpFamily.V4, icmp);
                    data(id, these);
                }
            }
        }
        packet.close(0, 1);
        return packet.bytes();
    }

    private void template(int id, boolean v4, boolean icmp) {
        int start = packet.length();
        packet.u16(2).u16(0).u16(id).u16(FIELDS.length + (icmp ? 3 : 4));
        packet.u16(v4 ? 8 : 27).u16(v4 ? 4 : 16).u16(v4 ? 12 : 28).u16(v4 ? 4 : 16);
        if (icmp) {
            packet.u16(v4 ? 32 : 139).u16(2);
        } else {
            packet.u16(7).u16(2).u16(11).u16(2);
        }
        for (int[] field : FIELDS) {
            packet.u16(field[0]).u16(field[1]);
        }
        packet.close(start, 1);
    }

    private void data(int id, List<FlowRecord> flows) {
        int start = packet.length();
        packet.u16(id).u16(0);
        flows.forEach(this::put);
        packet.close(start, 4);
    }

    private void put(FlowRecord flow) {
        FlowKey key = flow.key();
        packet.address(key.from()).address(key.to());
        key.icmp().ifPresentOrElse(message -> packet.u8(message.type()).u8(message.code()), () -> packet.u16(
                        key.fromPort().orElse(0))
                .u16(key.toPort().orElse(0)));
        packet.u8(key.protocol()).u8(key.tos().orElse(0)).u8(flow.flags().orElse(0));
        packet.u64(flow.packets()).u64(flow.bytes());
        packet.millis(flow.first().orElseThrow()).millis(flow.last().orElseThrow());
        packet.macs(key).u16(key.vlan().orElse(0));
    }
}
