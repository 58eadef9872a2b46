package org.overtap.record.reader;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;

/**
 * Makes flows of packets, as a probe does (RFC 5470, 5.1): a record is told of a flow that is idle for some time, that
 * lasts long, or that has to make room.
 */
final class PacketFlows {
    /** In microseconds: what probes usually have. */
    private static final long IDLE = 15_000_000;

    private static final long ACTIVE = 60_000_000;
    private static final int MOST = 1 << 16;
    private static final Exporter EXPORTER = Exporter.UNTOLD.in(Optional.of("pcap"));

    /** Least recently seen first. */
    private final Map<FlowKey, Flow> flows = new LinkedHashMap<>(1 << 10, 0.75f, true);

    private final Consumer<FlowRecord> sink;
    private final FragmentTable fragments = new FragmentTable(this::orphan);

    PacketFlows(Consumer<FlowRecord> sink) {
        this.sink = sink;
    }

    private static final class Flow {
        private long first;
        private long last;
        private long packets;
        private long bytes;
        private int flags = (int) FlowRecord.ABSENT;
    }

    /** A packet that was seen at that time, in microseconds since 1970. */
    void take(PacketHeaders packet, long time) {
        FlowKey key = packet.key();
        switch (packet.fragment()) {
            case NONE -> add(key, packet.length(), packet.flags(), time);
            case FIRST -> {
                add(key, packet.length(), packet.flags(), time);
                fragments
                        .first(packet.datagram(), key, time)
                        .forEach(early -> add(key, early.bytes(), -1, early.time()));
            }
            case LATER ->
                fragments
                        .firstOf(packet.datagram())
                        .ifPresentOrElse(
                                first -> add(packet.key(first), packet.length(), -1, time),
                                () -> fragments.wait(
                                        packet.datagram(), new FragmentTable.Waiting(key, packet.length(), time)));
        }
    }

    /** Its ports stay untold. */
    private void orphan(FragmentTable.Waiting fragment) {
        add(fragment.key(), fragment.bytes(), (int) FlowRecord.ABSENT, fragment.time());
    }

    private void add(FlowKey key, long bytes, int flags, long time) {
        tellIdle(time);
        Flow flow = flows.get(key);
        if (flow != null && time - flow.first >= ACTIVE) {
            flows.remove(key);
            tell(key, flow);
            flow = null;
        }
        if (flow == null) {
            flow = new Flow();
            flow.first = time;
            flow.last = time;
            flows.put(key, flow);
        }
        flow.first = Math.min(flow.first, time);
        flow.last = Math.max(flow.last, time);
        flow.packets++;
        flow.bytes += bytes;
        flow.flags = flags < 0 ? flow.flags : flags | Math.max(0, flow.flags);
    }

    private void tellIdle(long time) {
        Iterator<Map.Entry<FlowKey, Flow>> all = flows.entrySet().iterator();
        boolean over = true;
        while (over && all.hasNext()) {
            Map.Entry<FlowKey, Flow> eldest = all.next();
            over = time - eldest.getValue().last > IDLE || flows.size() >= MOST;
            if (over) {
                all.remove();
                tell(eldest.getKey(), eldest.getValue());
            }
        }
    }

    private void tell(FlowKey key, Flow flow) {
        sink.accept(new FlowRecord(
                key,
                EXPORTER,
                Place.UNKNOWN,
                new FlowRecord.Numbers(
                        flow.first,
                        flow.last,
                        flow.packets,
                        flow.bytes,
                        flow.flags > 0 ? flow.flags : (int) FlowRecord.ABSENT,
                        FlowRecord.ABSENT)));
    }

    /** Tells all that is left. */
    void flush() {
        fragments.clear();
        flows.forEach(this::tell);
        flows.clear();
    }
}
