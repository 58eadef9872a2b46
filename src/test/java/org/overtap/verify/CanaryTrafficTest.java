package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(CanaryTraffic.of(pairs, 12, 200))
                .containsExactly(
                        new TestTraffic(Set.of(A, B, IpAddress.of("10.0.0.3")), 1, 12, 228),
                        new TestTraffic(Set.of(A6, B6), 58, 12, 248));
    }

    @Test
    void overIpv6CanariesAreCutOutWhateverTrafficClassAProbeTells() {
        var data = CanaryTraffic.cutting(List.of(new TestTraffic(Set.of(A6, B6), 58, 12, 248)));
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
