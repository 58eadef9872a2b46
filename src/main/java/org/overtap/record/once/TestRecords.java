package org.overtap.record.once;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.TestPackets;

/** Knows the packets that were only sent to test the overlay. */
final class TestRecords {
    private static final int PORTS = 1 << 16;

    private final List<List<TestPackets>> byProtocol = new ArrayList<>();

    /** Source ports that some of them have; the bit after the last is for those that name none. */
    private final BitSet ports = new BitSet(PORTS + 1);

    TestRecords(List<TestPackets> tests) {
        for (int protocol = 0; protocol < 256; protocol++) {
            byProtocol.add(new ArrayList<>(0));
        }
        for (TestPackets test : tests) {
            byProtocol.get(test.protocol()).add(test);
            test.ports().forEach(ports::set);
            ports.set(PORTS, ports.get(PORTS) || test.ports().isEmpty());
        }
    }

    boolean has(FlowRecord record) {
        FlowKey key = record.key();
        List<TestPackets> tests = byProtocol.get(key.protocol());
        if (tests.isEmpty() || !ports.get(PORTS) && !ports.get(key.sourcePort() < 0 ? PORTS : key.sourcePort())) {
            return false;
        }
        for (TestPackets test : tests) {
            if (fits(test, key) && isOf(record, test.packetBytes())) {
                return true;
            }
        }
        return false;
    }

    /** Whether all its packets may be of that size; their product may be more than fits a number. */
    private static boolean isOf(FlowRecord record, long packetBytes) {
        return record.bytes() == record.packets() * packetBytes
                && Math.multiplyHigh(record.packets(), packetBytes) == 0;
    }

    private static boolean fits(TestPackets test, FlowKey key) {
        return test.addresses().contains(key.from())
                && test.addresses().contains(key.to())
                && (test.ports().isEmpty()
                        || test.ports().contains(key.sourcePort())
                                && test.ports().contains(key.destinationPort()))
                && (test.tos().isEmpty() || test.tos().equals(key.tos()));
    }
}
