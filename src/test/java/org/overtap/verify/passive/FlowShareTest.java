package org.overtap.verify.passive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.record.Exporter;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Place;
import org.overtap.topology.IpAddress;

class FlowShareTest {
    private static final long SECOND = 1_000_000;
    private final FlowShare share = new FlowShare(10 * SECOND, 20 * SECOND);

    private void passed(double first, double last, long packets) {
        share.add(new FlowRecord(
                FlowKey.of(IpAddress.of("10.0.0.1"), IpAddress.of("10.0.0.2"), 17)
                        .withPorts(1, 2),
                Exporter.UNTOLD,
                Place.UNKNOWN,
                time(first),
                time(last),
                packets,
                packets * 100,
                OptionalInt.empty(),
                OptionalLong.empty()));
    }

    private static Optional<Instant> time(double seconds) {
        return Optional.of(Instant.EPOCH.plusMillis(Math.round(seconds * 1000)));
    }

    @Test
    void whatPassedWithinCountsWholeAndWhatPassedBesideNotAtAll() {
        passed(10, 20, 7);
        passed(15, 15, 1);
        passed(0, 9.9, 1000);
        passed(20.1, 30, 1000);
        assertThat(share.packets()).isEqualTo(8);
        assertThat(share.bytes()).isEqualTo(800);
    }

    @Test
    void ofWhatReachesBeyondThePartCountsThatLiesWithin() {
        passed(5, 15, 100);
        passed(18, 22, 100);
        passed(0, 40, 100);
        assertThat(share.packets()).isEqualTo(50 + 50 + 25);
    }

    @Test
    void theToleranceIsAShareAndAFewPackets() {
        assertThat(InterfaceComparison.of(1_000_000, 980_000, 0.02)).isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(InterfaceComparison.of(1_000_000, 979_999, 0.02)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
        assertThat(InterfaceComparison.of(1_000_000, 1_020_001, 0.02)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
        assertThat(InterfaceComparison.of(1500, 0, 0.02)).isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(InterfaceComparison.of(1501, 0, 0.02)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
    }

    @Test
    void whatTheScriptPrintsIsRead() {
        Map<String, InterfaceCount> told = InterfaceCounters.parse("""
                time 1795888367.275549
                count eth1 1000 10
                offload eth1 tso
                offload eth1 gro
                count eth2 5 1
                count eth3 x 1
                offload eth4 ?
                count eth4 8 1
                """);
        assertThat(told.keySet()).containsExactlyInAnyOrder("eth1", "eth2", "eth4");
        assertThat(told.get("eth1").micros()).isEqualTo(1_795_888_367_275_549L);
        assertThat(told.get("eth1").offloads()).contains(List.of("tso", "gro"));
        assertThat(told.get("eth2").offloads()).contains(List.of());
        assertThat(told.get("eth4").offloads()).isEmpty();
    }
}
