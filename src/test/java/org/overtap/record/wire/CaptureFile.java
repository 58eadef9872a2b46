package org.overtap.record.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Writes captures as libpcap does (pcap-savefile(5)), and packets for them. */
public final class CaptureFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;
    private final boolean nanoseconds;
    private final int most;

    /** @param most how many bytes of each packet are kept */
    public CaptureFile(ByteOrder order, boolean nanoseconds, int linkType, int most) {
        this.order = order;
        this.nanoseconds = nanoseconds;
        this.most = most;
        ByteBuffer header = ByteBuffer.allocate(24).order(order);
        header.putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        bytes.writeBytes(
                header.putInt(0).putInt(0).putInt(most).putInt(linkType).array());
    }

    /** An Ethernet capture of whole packets, in microseconds. */
    public static CaptureFile ethernet() {
        return new CaptureFile(ByteOrder.LITTLE_ENDIAN, false, 1, 262_144);
    }

    /** Adds a packet that was seen at that time in microseconds. */
    public CaptureFile add(long micros, byte[] packet) {
        int kept = Math.min(most, packet.length);
        ByteBuffer header = ByteBuffer.allocate(16).order(order);
        header.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000) * (nanoseconds ? 1000 : 1));
        bytes.writeBytes(header.putInt(kept).putInt(packet.length).array());
        bytes.write(packet, 0, kept);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** What hexadecimal words (blanks left out) and whole byte arrays make together. */
    public static byte[] packet(Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (Object part : parts) {
                all.write(
                        part instanceof byte[] done
                                ? done
                                : HexFormat.of().parseHex(part.toString().replace(" ", "")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    /** An IPv4 header without options from 10.0.0.1 to 10.0.0.2, for so many bytes after it, and so many of these. */
    public static byte[] ipv4(int protocol, int tos, int identification, int fragment, int payload, byte[] begin) {
        byte[] packet = new byte[20 + payload];
        ByteBuffer header = ByteBuffer.wrap(packet);
        header.put((byte) 0x45).put((byte) tos).putShort((short) packet.length).putShort((short) identification);
        header.putShort((short) fragment).put((byte) 64).put((byte) protocol).putShort((short) 0);
        header.putInt(0x0a000001).putInt(0x0a000002).put(begin);
        return packet;
    }

    /** An IPv6 header from fd00::1 to fd00::2, followed by that. */
    public static byte[] ipv6(int next, int trafficClass, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(40 + payload.length);
        packet.putInt(0x60000000 | trafficClass << 20).putShort((short) payload.length);
        packet.put((byte) next).put((byte) 64);
        packet.putLong(0xfd00_0000_0000_0000L)
                .putLong(1)
                .putLong(0xfd00_0000_0000_0000L)
                .putLong(2);
        return packet.put(payload).array();
    }
}
