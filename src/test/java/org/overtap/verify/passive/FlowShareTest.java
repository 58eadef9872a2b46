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

    /** Where all of it passed within the time. */
    private static InterfaceComparison.Outcome of(long counted, long recorded) {
        return InterfaceComparison.of(counted, recorded, recorded, recorded, 0.02);
    }

    @Test
    void whatReachesBeyondIsNotCertain() {
        passed(12, 18, 10);
        passed(18, 22, 100);
        passed(0, 5, 1000);
        assertThat(share.sure()).isEqualTo(1000);
        assertThat(share.most()).isEqualTo(11_000);
    }

    @Test
    void whatIsNotCertainCannotTellThatSomethingIsMissing() {
        // 10,000 are certain, and of a record of 40,000 the half was taken to have passed.
        assertThat(InterfaceComparison.of(30_000, 30_000, 10_000, 50_000, 0.02))
                .isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(InterfaceComparison.of(49_000, 30_000, 10_000, 50_000, 0.02))
                .isEqualTo(InterfaceComparison.Outcome.UNKNOWN);
        assertThat(InterfaceComparison.of(12_000, 30_000, 10_000, 50_000, 0.02))
                .isEqualTo(InterfaceComparison.Outcome.UNKNOWN);
        assertThat(InterfaceComparison.of(60_000, 30_000, 10_000, 50_000, 0.02))
                .isEqualTo(InterfaceComparison.Outcome.DIFFERS);
        assertThat(InterfaceComparison.of(8_000, 30_000, 10_000, 50_000, 0.02))
                .isEqualTo(InterfaceComparison.Outcome.DIFFERS);
    }

    @Test
    void theToleranceIsAShareAndAFewPackets() {
        assertThat(of(1_000_000, 980_000)).isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(of(1_000_000, 979_999)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
        assertThat(of(1_000_000, 1_020_001)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
        assertThat(of(1501, 0)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
    }

    @Test
    void whereNothingOrNextToNothingPassedNothingIsJudged() {
        assertThat(of(0, 0)).isEqualTo(InterfaceComparison.Outcome.QUIET);
        assertThat(of(1500, 0)).isEqualTo(InterfaceComparison.Outcome.QUIET);
        assertThat(of(280, 168)).as("one ping, and ARP").isEqualTo(InterfaceComparison.Outcome.QUIET);
        assertThat(of(168, 168)).isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(of(2000, 600)).isEqualTo(InterfaceComparison.Outcome.WITHIN);
        assertThat(of(0, 1501)).isEqualTo(InterfaceComparison.Outcome.DIFFERS);
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
