package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.deploy.journal.TestTraffic;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.topology.IpAddress;

class CanaryTrafficTest {
    private static final IpAddress A = IpAddress.of("10.0.0.1");
    private static final IpAddress B = IpAddress.of("10.0.0.2");
    private static final IpAddress A6 = IpAddress.of("fd00::1");
    private static final IpAddress B6 = IpAddress.of("fd00::2");

    @Test
    void anEntryIsMadeForEachFamilyWithItsOwnSizes() {
        List<CanaryPair> pairs = List.of(
                CanaryPair.between("a", "b", A, B),
                CanaryPair.between("a", "b", A6, B6),
                CanaryPair.between("b", "c", B, IpAddress.of("10.0.0.3")));
        Instant now = Instant.parse("2026-11-28T10:00:00Z");
        assertThat(CanaryTraffic.of(pairs, Stored.PORTS, 200, now))
                .containsExactly(
                        TestTraffic.udp(Set.of(A, B, IpAddress.of("10.0.0.3")), Set.of(20_001, 61_002), 228, now),
                        TestTraffic.udp(Set.of(A6, B6), Set.of(20_001, 61_002), 248, now));
    }

    @Test
    void whatIsCutOutIsJustWhatWentBetweenThesePortsInThatSize() {
        var data = CanaryTraffic.cutting(
                CanaryTraffic.of(List.of(CanaryPair.between("a", "b", A6, B6)), Stored.PORTS, 200, Instant.EPOCH));
        FlowKey key = FlowKey.of(A6, B6, 17);
        assertThat(data.test(record(key.withPorts(20_001, 61_002), 5, 5 * 248))).isFalse();
        assertThat(data.test(record(key.withPorts(61_002, 20_001), 3, 3 * 248))).isFalse();
        assertThat(data.test(record(key.withPorts(20_001, 61_003), 5, 5 * 248))).isTrue();
        assertThat(data.test(record(key.withPorts(20_001, 61_002), 5, 5 * 248 + 1)))
                .isTrue();
        assertThat(data.test(record(key, 5, 5 * 248))).isTrue();
        assertThat(data.test(record(FlowKey.of(A6, B6, 6).withPorts(20_001, 61_002), 5, 5 * 248)))
                .isTrue();
        assertThat(data.test(record(FlowKey.of(A6, IpAddress.of("fd00::3"), 17).withPorts(20_001, 61_002), 5, 5 * 248)))
                .isTrue();
    }

    @Test
    void echoesOfEarlierVersionsAreCutOutOverIpv6WhateverTrafficClassAProbeTells() {
        var data = CanaryTraffic.cutting(
                List.of(TestTraffic.marked(Set.of(A, B), 1, 12, 228), TestTraffic.marked(Set.of(A6, B6), 58, 12, 248)));
        assertThat(data.test(record(FlowKey.of(A, B, 1).withTos(12), 5, 5 * 228)))
                .isFalse();
        assertThat(data.test(record(FlowKey.of(A, B, 1).withTos(0), 5, 5 * 228)))
                .isTrue();
        assertThat(data.test(record(FlowKey.of(A6, B6, 58).withTos(0), 5, 5 * 248)))
                .isFalse();
        assertThat(data.test(record(FlowKey.of(B6, A6, 58).withTos(12), 5, 5 * 248)))
                .isFalse();
        assertThat(data.test(record(FlowKey.of(A6, B6, 58).withTos(12), 6, 5 * 248 + 72)))
                .as("it has a packet of somebody else's too")
                .isTrue();
        assertThat(data.test(record(FlowKey.of(A6, IpAddress.of("fd00::3"), 58), 5, 5 * 248)))
                .isTrue();
    }

    @Test
    void nothingIsCutOutWhereNothingWasSent() {
        assertThat(CanaryTraffic.cutting(List.of())
                        .test(record(FlowKey.of(A, B, 1).withTos(12), 5, 5 * 228)))
                .isTrue();
    }

    private static FlowRecord record(FlowKey key, long packets, long bytes) {
        return FlowRecord.counted(Exporter.of(IpAddress.of("192.0.2.1"), 1), key, packets, bytes);
    }
}
