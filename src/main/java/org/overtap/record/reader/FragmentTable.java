package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.record.FlowKey;
import org.overtap.topology.IpAddress;

/**
 * What is known of packets that came in fragments: only the first fragment tells the ports. Those that come before it
 * wait for it, for as long as a receiver would keep them.
 */
final class FragmentTable {
    /** How long Linux keeps fragments (ip(7), ipfrag_time), in microseconds. */
    private static final long LIFETIME = 30_000_000;

    private static final int MOST = 1 << 14;

    /** A packet of 65,535 bytes has not many more. */
    private static final int MOST_WAITING = 128;

    private final Map<Datagram, Known> packets = new LinkedHashMap<>();
    private final Consumer<Waiting> orphans;

    /** @param orphans takes fragments whose first one never came */
    FragmentTable(Consumer<Waiting> orphans) {
        this.orphans = orphans;
    }

    /** What all fragments of a packet have in common. */
    record Datagram(IpAddress from, IpAddress to, int protocol, long identification, int vlan) {}

    /** A fragment that came before the first: what it tells by itself. */
    record Waiting(FlowKey key, long bytes, long time) {}

    private static final class Known {
        private final long since;
        private final List<Waiting> waiting = new ArrayList<>(0);
        private FlowKey first;

        Known(long since) {
            this.since = since;
        }
    }

    /** Notes a first fragment and returns those that waited for it. */
    List<Waiting> first(Datagram packet, FlowKey key, long time) {
        forgetOlder(time);
        Known known = packets.computeIfAbsent(packet, none -> new Known(time));
        known.first = key;
        List<Waiting> waited = List.copyOf(known.waiting);
        known.waiting.clear();
        return waited;
    }

    /** The key of the first fragment of the packet that a later one is of, if that came. */
    Optional<FlowKey> firstOf(Datagram packet) {
        return Optional.ofNullable(packets.get(packet)).map(known -> known.first);
    }

    /** Keeps a later fragment until its first comes. */
    void wait(Datagram packet, Waiting fragment) {
        forgetOlder(fragment.time());
        List<Waiting> waiting = packets.computeIfAbsent(packet, none -> new Known(fragment.time())).waiting;
        if (waiting.size() < MOST_WAITING) {
            waiting.add(fragment);
        } else {
            orphans.accept(fragment);
        }
    }

    private void forgetOlder(long time) {
        Iterator<Known> all = packets.values().iterator();
        boolean older = true;
        while (older && all.hasNext()) {
            Known known = all.next();
            older = time - known.since > LIFETIME || packets.size() >= MOST;
            if (older) {
                all.remove();
                known.waiting.forEach(orphans);
            }
        }
    }

    /** Forgets all. */
    void clear() {
        packets.values().forEach(known -> known.waiting.forEach(orphans));
        packets.clear();
    }
}
