package org.overtap.verify;

import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;

/** Records of ICMP echoes, for tests. */
final class Echo {
    private Echo() {}

    static FlowRecord record(
            String exporter, int sourceId, IpAddress from, IpAddress to, int tos, long packets, long bytes) {
        FlowKey key = FlowKey.of(from, to, 1).withTos(tos);
        return FlowRecord.counted(Exporter.of(IpAddress.of(exporter), sourceId), key, packets, bytes);
    }

    static FlowRecord record(String exporter, int sourceId, String from, String to, int tos, long packets, long bytes) {
        return record(exporter, sourceId, IpAddress.of(from), IpAddress.of(to), tos, packets, bytes);
    }

    /** The same key from the same probe, with other counts. */
    static FlowRecord counting(FlowRecord flow, long packets, long bytes) {
        return FlowRecord.counted(flow.exporter(), flow.key(), packets, bytes);
    }
}
