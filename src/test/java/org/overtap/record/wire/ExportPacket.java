package org.overtap.record.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.overtap.record.FlowKey;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpFamily;

/** One export packet as it is written: what all formats share. */
final class ExportPacket {
    /** As much as one UDP datagram over loopback takes. */
    private static final int MOST_BYTES = 65_000;

    private static final String NO_MAC = "00:00:00:00:00:00";
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private final ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);

    ExportPacket u8(int value) {
        bytes.put((byte) value);
        return this;
    }

    ExportPacket u16(int value) {
        bytes.putShort((short) value);
        return this;
    }

    ExportPacket u32(long value) {
        bytes.putInt((int) value);
        return this;
    }

    ExportPacket u64(long value) {
        bytes.putLong(value);
        return this;
    }

    ExportPacket millis(Instant time) {
        return u64(time.toEpochMilli());
    }

    ExportPacket address(IpAddress address) {
        return address.family() == IpFamily.V4
                ? u32(address.low())
                : u64(address.high()).u64(address.low());
    }

    /** Both MAC addresses of a key, 0 for what it does not tell. */
    ExportPacket macs(FlowKey key) {
        bytes.put(COLONS.parseHex(key.fromMac().orElse(NO_MAC)));
        bytes.put(COLONS.parseHex(key.toMac().orElse(NO_MAC)));
        return this;
    }

    int length() {
        return bytes.position();
    }

    /** Writes the length of what began there into its third and fourth byte, after filling it up to a multiple. */
    void close(int start, int multiple) {
        while ((length() - start) % multiple != 0) {
            u8(0);
        }
        bytes.putShort(start + 2, (short) (length() - start));
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes.array(), length());
    }
}
