package org.overtap.record.reader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.record.FlowRecord;

/** Cuts captures into packets and hands these on to what makes flows of them. */
final class PcapReading implements StoredForm.Reading {
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    /** More no version of libpcap captures of a packet; a longer one is a damaged header. */
    private static final int MOST_CAPTURED = 1 << 18;

    private static final int MICROSECONDS = 0xa1b2_c3d4;
    private static final int NANOSECONDS = 0xa1b2_3c4d;
    private static final int NEXT_GENERATION = 0x0a0d_0d0a;

    private final PacketFlows flows;
    private final TallyBuilder tally;
    private final PacketHeaders headers = new PacketHeaders();

    private byte[] kept = new byte[1 << 17];
    private int length;
    private String name = "";
    private LinkLayer link;
    private ByteOrder order;
    private boolean nanoseconds;
    private boolean refused;

    PcapReading(Consumer<FlowRecord> sink, TallyBuilder tally) {
        this.flows = new PacketFlows(sink);
        this.tally = tally;
    }

    @Override
    public void begin(String file) {
        name = file;
        length = 0;
        link = null;
        refused = false;
    }

    @Override
    public void bytes(byte[] bytes, int from, int to) {
        if (!refused) {
            if (length + to - from > kept.length) {
                kept = Arrays.copyOf(kept, Math.max(length + to - from, kept.length * 2));
            }
            System.arraycopy(bytes, from, kept, length, to - from);
            length += to - from;
            take();
        }
    }

    @Override
    public void end() {
        if (!refused && link == null) {
            refuse("a capture's file is shorter than its header");
        } else if (!refused && length > 0) {
            refuse("a capture's file ends in the middle of a packet");
        }
        flows.flush();
    }

    /** Takes all that is there in whole and keeps the rest. */
    private void take() {
        ByteBuffer buffer = ByteBuffer.wrap(kept, 0, length);
        int at = link == null && length >= FILE_HEADER ? header(buffer) : 0;
        if (link != null) {
            buffer.order(order);
            int captured = captured(buffer, at);
            while (captured >= 0 && length - at >= PACKET_HEADER + captured) {
                packet(buffer, at, captured);
                at += PACKET_HEADER + captured;
                captured = captured(buffer, at);
            }
        }
        if (!refused) {
            System.arraycopy(kept, at, kept, 0, length - at);
            length -= at;
        }
    }

    /** How many bytes of the next packet there are; -1 if its header is not there or damaged. */
    private int captured(ByteBuffer buffer, int at) {
        if (refused || length - at < PACKET_HEADER) {
            return -1;
        }
        int captured = buffer.getInt(at + 8);
        if (captured < 0 || captured > MOST_CAPTURED) {
            refuse("a packet's header in a capture is damaged: the rest of the file is left out");
            return -1;
        }
        return captured;
    }

    private int header(ByteBuffer buffer) {
        ByteOrder found = null;
        for (ByteOrder tried : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int magic = buffer.order(tried).getInt(0);
            if (magic == MICROSECONDS || magic == NANOSECONDS) {
                found = tried;
                nanoseconds = magic == NANOSECONDS;
            }
        }
        if (found == null) {
            refuse(
                    buffer.getInt(0) == NEXT_GENERATION
                            ? "a capture is pcapng: editcap -F pcap makes a classic one of it"
                            : "a file is no capture of libpcap");
            return 0;
        }
        order = found;
        // The upper bits tell of frame check sequences.
        int type = buffer.order(found).getInt(20) & 0xffff;
        Optional<LinkLayer> known = LinkLayer.of(type);
        known.ifPresent(layer -> link = layer);
        if (known.isEmpty()) {
            refuse("a capture is of link type " + type + ", which is not read");
        }
        return FILE_HEADER;
    }

    private void packet(ByteBuffer buffer, int at, int captured) {
        long seconds = buffer.getInt(at) & 0xffff_ffffL;
        long fraction = buffer.getInt(at + 4) & 0xffff_ffffL;
        long original = buffer.getInt(at + 12) & 0xffff_ffffL;
        long time = seconds * 1_000_000 + (nanoseconds ? fraction / 1000 : fraction);
        int start = at + PACKET_HEADER;
        switch (headers.read(link, kept, start, start + captured, original)) {
            case FLOW -> flows.take(headers, time);
            case CUT -> tally.unread("too little of a packet was captured to tell its flow", name);
            case NOT_IP -> {
                // It belongs to no flow.
            }
        }
    }

    private void refuse(String why) {
        tally.unread(why, name);
        refused = true;
        length = 0;
    }
}
