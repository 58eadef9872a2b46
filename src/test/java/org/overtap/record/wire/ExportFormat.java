package org.overtap.record.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpFamily;

/** A form in which probes export records, written from its specification. */
public enum ExportFormat {
    /** Cisco's NetFlow 5: IPv4, neither MAC addresses nor VLANs, counts of 32 bits. */
    V5("v5", 30, true) {
        @Override
        byte[] packet(List<FlowRecord> flows, Header header) {
            return V5Datagram.of(flows, header);
        }

        @Override
        public Optional<FlowRecord> told(FlowRecord flow) {
            boolean fits =
                    flow.key().from().family() == IpFamily.V4 && Math.max(flow.packets(), flow.bytes()) >> 32 == 0;
            return fits ? Optional.of(ExportFormat.withKey(flow, ExportFormat::addressed)) : Optional.empty();
        }
    },
    /** RFC 3954. */
    V9("v9", 14, false) {
        @Override
        byte[] packet(List<FlowRecord> flows, Header header) {
            return V9Datagram.of(flows, header.sourceId(), header.sequence(), header.now());
        }
    },
    /** RFC 7011. */
    IPFIX("ipfix", 12, true) {
        @Override
        byte[] packet(List<FlowRecord> flows, Header header) {
            return IpfixDatagram.of(flows, header);
        }
    };

    private final String title;
    private final int most;
    private final boolean countsRecords;

    ExportFormat(String title, int most, boolean countsRecords) {
        this.title = title;
        this.most = most;
        this.countsRecords = countsRecords;
    }

    /**
     * What stands before the records.
     *
     * @param sourceId source id, observation domain, or engine type times 256 and engine id
     * @param sequence the sequence number, in what the format counts
     * @param now when it is sent
     * @param sampling one packet in so many was counted; 1 for all
     */
    record Header(int sourceId, int sequence, Instant now, int sampling) {}

    /** One export packet with its templates, if the format has such. */
    abstract byte[] packet(List<FlowRecord> flows, Header header);

    /** The record without what the format cannot tell; empty if it cannot tell of such a record at all. */
    public Optional<FlowRecord> told(FlowRecord flow) {
        return Optional.of(flow);
    }

    /** As a collector's description calls it. */
    public String title() {
        return title;
    }

    /** How many records a packet may have. */
    public int most() {
        return most;
    }

    /** By how much the sequence number grows after a packet with so many records. */
    int counted(int records) {
        return countsRecords ? records : 1;
    }

    private static FlowRecord withKey(FlowRecord flow, UnaryOperator<FlowKey> change) {
        return new FlowRecord(
                change.apply(flow.key()),
                flow.exporter(),
                flow.place(),
                flow.first(),
                flow.last(),
                flow.packets(),
                flow.bytes(),
                flow.flags(),
                flow.sampling());
    }

    private static FlowKey addressed(FlowKey key) {
        return new FlowKey(
                key.from(),
                key.to(),
                key.protocol(),
                key.fromPort(),
                key.toPort(),
                key.icmp(),
                key.tos(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }
}
