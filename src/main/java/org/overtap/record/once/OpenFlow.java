package org.overtap.record.once;

import java.util.Arrays;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.IpAddress;

/**
 * A row that may still grow: records of one owner and key, joined. What is absent is -1, null or {@link Micros#NONE}.
 * One object holds a row from its first record until it is written, since millions are made.
 */
final class OpenFlow implements FlowRow {
    private static final int ABSENT = FlowKey.ABSENT;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    /** So many records of a row are remembered, to know them when they come again. */
    private static final int MOST_PARTS = 64;

    final Point point;
    final Decision decision;
    final IpAddress from;
    final IpAddress to;
    final int protocol;
    final int fromPort;
    final int toPort;
    final int icmpType;
    final int hash;
    private final int icmpCode;
    private final int tos;
    private final int vlan;

    private long first;
    private long last;
    private long packets;
    private long bytes;
    private final long sampling;
    private int flags;
    private int records = 1;
    private final long part;
    private final boolean packet;
    private long[] parts;
    private String run;

    /** The next in the same bucket, and those that were touched before and after it at the same point. */
    OpenFlow next;

    OpenFlow older;
    OpenFlow newer;

    /**
     * A row of one record, with its times as they are told.
     *
     * @param packet whether the record is of one packet, as all of its form are
     */
    OpenFlow(Point point, Decision decision, FlowRecord record, long first, long last, boolean packet) {
        FlowKey key = record.key();
        this.point = point;
        this.decision = decision;
        this.from = key.from();
        this.to = key.to();
        this.protocol = key.protocol();
        this.fromPort = key.sourcePort();
        this.toPort = key.destinationPort();
        this.icmpType = key.icmpNumber() == ABSENT ? ABSENT : key.icmpNumber() >> 8;
        this.icmpCode = key.icmpNumber() == ABSENT ? ABSENT : key.icmpNumber() & 0xff;
        this.tos = key.tosByte();
        this.vlan = key.vlanId();
        this.first = first;
        this.last = last;
        this.packets = record.packets();
        this.bytes = record.bytes();
        this.sampling = record.samplingRate();
        this.flags = record.flagBits();
        this.packet = packet;
        long ports = (long) fromPort << 32 ^ (long) toPort << 16 ^ protocol;
        long rest = (long) key.icmpNumber() << 40 ^ (long) tos << 20 ^ vlan;
        long mixed = FirstMet.mix(FirstMet.mix(ports + decision.hash * 0x9e3779b97f4a7c15L) + rest);
        this.hash = (int) (mixed ^ mixed >>> 32);
        this.part = FirstMet.mix(FirstMet.mix(FirstMet.mix(FirstMet.mix(first) + last) + packets) + bytes) + flags;
    }

    /** Whether the other is of the same owner and key. */
    boolean continues(OpenFlow other) {
        return hash == other.hash
                && point == other.point
                && protocol == other.protocol
                && fromPort == other.fromPort
                && toPort == other.toPort
                && icmpType == other.icmpType
                && icmpCode == other.icmpCode
                && tos == other.tos
                && vlan == other.vlan
                && (decision == other.decision
                        || decision.fits(other.from, other.to, other.decision.fromMac, other.decision.toMac));
    }

    boolean hasTimes() {
        return first != Micros.NONE && last != Micros.NONE;
    }

    long last() {
        return last;
    }

    /** When it began, or else ended. */
    long time() {
        return first != Micros.NONE ? first : last;
    }

    int records() {
        return records;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    /** How long nothing was told between the two; less than 0 if they overlap. */
    long gap(OpenFlow other) {
        return Math.max(other.first - last, first - other.last);
    }

    /**
     * Whether the other, of one record, equals one that is in this row. Of packets nobody can say; nor of ICMP without its
     * type: when two nodes ask each other at once, the questions of the one and its answers have the same key, times and
     * counts.
     */
    boolean tells(OpenFlow other) {
        if (other.packet) {
            return false;
        }
        if ((protocol == ICMP || protocol == ICMPV6) && icmpType == ABSENT) {
            return false;
        }
        if (part == other.part) {
            return true;
        }
        for (int i = Math.max(0, records - 1 - MOST_PARTS); i < records - 1; i++) {
            if (parts[i % MOST_PARTS] == other.part) {
                return true;
            }
        }
        return false;
    }

    /** Takes the other, of one record, into this row. */
    void join(OpenFlow other) {
        if (parts == null) {
            parts = new long[2];
        } else if (records - 1 == parts.length && parts.length < MOST_PARTS) {
            parts = Arrays.copyOf(parts, 2 * parts.length);
        }
        parts[(records - 1) % MOST_PARTS] = other.part;
        records++;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        packets = FlowTally.plus(packets, other.packets);
        bytes = FlowTally.plus(bytes, other.bytes);
        flags = flags == ABSENT ? other.flags : other.flags == ABSENT ? flags : flags | other.flags;
    }

    /** Says to which run it belongs, before it is written. */
    void inRun(String name) {
        run = name;
    }

    @Override
    public boolean has(Column column) {
        return switch (column.type()) {
            case TEXT -> text(column) != null;
            case TIME -> number(column) != Micros.NONE;
            case NUMBER -> number(column) != ABSENT;
        };
    }

    @Override
    public String text(Column column) {
        return switch (column) {
            case RUN -> run;
            case PROBE -> point.name;
            case SRC -> decision.fromText(point.texts);
            case DST -> decision.toText(point.texts);
            case SRC_MAC -> decision.fromMac;
            case DST_MAC -> decision.toMac;
            case SRC_NODE -> decision.place.fromNode();
            case DST_NODE -> decision.place.toNode();
            case SEGMENT -> point.segment;
            case SIDE -> decision.place.side();
            case PATH -> decision.place.path();
            case NOISE -> Noise.of(this);
            case MERGES -> point.merges;
            default -> null;
        };
    }

    @Override
    public long number(Column column) {
        return switch (column) {
            case FIRST -> first;
            case LAST -> last;
            case SRC_PORT -> fromPort;
            case DST_PORT -> toPort;
            case PROTOCOL -> protocol;
            case ICMP_TYPE -> icmpType;
            case ICMP_CODE -> icmpCode;
            case TOS -> tos;
            case TCP_FLAGS -> flags;
            case VLAN -> vlan;
            case PACKETS -> packets;
            case BYTES -> bytes;
            case RECORDS -> records;
            case SAMPLING -> sampling;
            default -> ABSENT;
        };
    }
}
