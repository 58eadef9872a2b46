package org.overtap.record.once;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;

/** A metering process: packets in, records out, split by timeouts as probes do. */
final class SimulatedProbe {
    /** A packet as it passes, at a time in milliseconds. */
    record Packet(long time, FlowKey key, int bytes, int flags) {}

    /** A record and when it was exported. */
    record Exported(long time, FlowRecord record) {}

    private final Exporter exporter;
    private final long idle;
    private final long active;
    private final long ahead;
    private final boolean merging;
    private final List<Packet> packets = new ArrayList<>();
    private final List<Long> restarts = new ArrayList<>();

    /**
     * @param ahead by how many milliseconds its clock is ahead
     * @param merging whether packets are of one record that differ in MAC addresses only; it has those of the first
     */
    SimulatedProbe(Exporter exporter, long idle, long active, long ahead, boolean merging) {
        this.merging = merging;
        this.exporter = exporter;
        this.idle = idle;
        this.active = active;
        this.ahead = ahead;
    }

    Exporter exporter() {
        return exporter;
    }

    void see(Packet packet) {
        packets.add(packet);
    }

    /** It is stopped, which makes it tell what it has, and started again at once. */
    void restartAt(long time) {
        restarts.add(time);
    }

    private static final class Open {
        private final FlowKey key;
        private final long first;
        private long last;
        private long count;
        private long bytes;
        private int flags;

        private Open(Packet packet) {
            this.key = packet.key;
            this.first = packet.time;
        }
    }

    /** All its records, in the order in which it exports them. */
    List<Exported> records() {
        packets.sort(Comparator.comparingLong(Packet::time));
        List<Exported> all = new ArrayList<>();
        Map<FlowKey, Open> cache = new LinkedHashMap<>();
        long before = Long.MIN_VALUE;
        for (Packet packet : packets) {
            long since = before;
            boolean again = restarts.stream().anyMatch(at -> at > since && at <= packet.time);
            if (again) {
                cache.values().forEach(open -> all.add(export(open, packet.time)));
                cache.clear();
            }
            cache.values().removeIf(open -> {
                boolean over = packet.time - open.last > idle || packet.time - open.first >= active;
                if (over) {
                    all.add(export(open, Math.min(open.last + idle, open.first + active)));
                }
                return over;
            });
            Open open = cache.computeIfAbsent(known(packet.key), k -> new Open(packet));
            open.last = packet.time;
            open.count++;
            open.bytes += packet.bytes;
            open.flags |= packet.flags;
            before = packet.time;
        }
        cache.values().forEach(open -> all.add(export(open, open.last + idle)));
        all.sort(Comparator.comparingLong(Exported::time));
        return all;
    }

    private FlowKey known(FlowKey key) {
        FlowKey.Numbers numbers = new FlowKey.Numbers(
                key.sourcePort(), key.destinationPort(), key.icmpNumber(), key.tosByte(), key.vlanId());
        return merging ? new FlowKey(key.from(), key.to(), key.protocol(), numbers, null, null) : key;
    }

    private Exported export(Open open, long time) {
        return new Exported(
                time,
                new FlowRecord(
                        open.key,
                        exporter,
                        Place.UNKNOWN,
                        Optional.of(Instant.ofEpochMilli(open.first + ahead)),
                        Optional.of(Instant.ofEpochMilli(open.last + ahead)),
                        open.count,
                        open.bytes,
                        open.key.protocol() == 6 ? OptionalInt.of(open.flags) : OptionalInt.empty(),
                        OptionalLong.empty()));
    }
}
