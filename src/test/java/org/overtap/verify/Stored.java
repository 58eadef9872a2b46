package org.overtap.verify;

import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;

/** Records of canaries, for tests. */
final class Stored {
    static final PortPair PORTS = new PortPair(20_001, 61_002);
    static final int UDP = 17;

    private Stored() {}

    static FlowRecord record(String exporter, int sourceId, IpAddress from, IpAddress to, long packets, long bytes) {
        FlowKey key = FlowKey.of(from, to, UDP).withPorts(PORTS.from(), PORTS.to());
        return FlowRecord.counted(Exporter.of(IpAddress.of(exporter), sourceId), key, packets, bytes);
    }

    static FlowRecord record(String exporter, int sourceId, String from, String to, long packets, long bytes) {
        return record(exporter, sourceId, IpAddress.of(from), IpAddress.of(to), packets, bytes);
    }

    /** The same key from the same probe, with other counts. */
    static FlowRecord counting(FlowRecord flow, long packets, long bytes) {
        return FlowRecord.counted(flow.exporter(), flow.key(), packets, bytes);
    }
}
