package org.overtap.record.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** Writes records as a NetFlow v9 export packet (RFC 3954), with its templates. */
public final class V9Datagram {
    private static final int V4_TEMPLATE = 256;
    private static final int V6_TEMPLATE = 257;
    private static final int MOST_BYTES = 60_000;
    private static final Duration UP = Duration.ofDays(30);

    /** Type and length of every field but the addresses, in the order in which {@link #put} writes them. */
    private static final int[][] FIELDS = {
        {7, 2}, {11, 2}, {4, 1}, {5, 1}, {6, 1}, {2, 8}, {1, 8}, {22, 4}, {21, 4}, {56, 6}, {80, 6}, {58, 2}, {32, 2}
    };

    private final ByteBuffer packet = ByteBuffer.allocate(MOST_BYTES);
    private final Instant now;

    private V9Datagram(Instant now) {
        this.now = now;
    }

    /** One packet with all of these, which must be few enough, sent at a whole second. */
    public static byte[] of(List<FlowRecord> flows, int sourceId, int sequence, Instant now) {
        return new V9Datagram(now).write(flows, sourceId, sequence);
    }

    private byte[] write(List<FlowRecord> flows, int sourceId, int sequence) {
        packet.putShort((short) 9).putShort((short) (flows.size() + 2));
        packet.putInt((int) UP.toMillis()).putInt((int) now.getEpochSecond());
        packet.putInt(sequence).putInt(sourceId);
        template(V4_TEMPLATE, 8, 12, 4);
        template(V6_TEMPLATE, 27, 28, 16);
        data(V4_TEMPLATE, flows, IpFamily.V4);
        data(V6_TEMPLATE, flows, IpFamily.V6);
        byte[] bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        return bytes;
    }

    private void template(int id, int source, int destination, int length) {
        packet.putShort((short) 0).putShort((short) (8 + (FIELDS.length + 2) * 4));
        packet.putShort((short) id).putShort((short) (FIELDS.length + 2));
        packet.putShort((short) source).putShort((short) length);
        packet.putShort((short) destination).putShort((short) length);
        for (int[] field : FIELDS) {
            packet.putShort((short) field[0]).putShort((short) field[1]);
        }
    }

    private void data(int template, List<FlowRecord> flows, IpFamily family) {
        int start = packet.position();
        packet.putShort((short) template).putShort((short) 0);
        flows.stream().filter(f -> f.key().from().family() == family).forEach(this::put);
        while ((packet.position() - start) % 4 != 0) {
            packet.put((byte) 0);
        }
        packet.putShort(start + 2, (short) (packet.position() - start));
    }

    private void put(FlowRecord flow) {
        FlowKey key = flow.key();
        packet.put(bytes(key.from())).put(bytes(key.to()));
        packet.putShort((short) key.fromPort().orElse(0))
                .putShort((short) key.toPort().orElse(0));
        packet.put((byte) key.protocol()).put((byte) key.tos().orElse(0));
        packet.put((byte) flow.flags().orElse(0));
        packet.putLong(flow.packets()).putLong(flow.bytes());
        packet.putInt(uptime(flow.first().orElseThrow()))
                .putInt(uptime(flow.last().orElseThrow()));
        packet.put(mac(key.fromMac().orElse("00:00:00:00:00:00")));
        packet.put(mac(key.toMac().orElse("00:00:00:00:00:00")));
        packet.putShort((short) key.vlan().orElse(0));
        packet.putShort(key.icmp().map(i -> (short) (i.type() * 256 + i.code())).orElse((short) 0));
    }

    private int uptime(Instant time) {
        return (int) UP.plus(Duration.between(now, time)).toMillis();
    }

    private static byte[] bytes(IpAddress address) {
        try {
            return InetAddress.getByName(address.toString()).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] mac(String text) {
        return HexFormat.ofDelimiter(":").parseHex(text);
    }
}
