package org.overtap.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overtap.topology.IpAddress;

class FlowFilterTest {
    private static final IpAddress A = IpAddress.of("10.0.0.1");
    private static final IpAddress B = IpAddress.of("fd00::2");
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final FlowKey key = FlowKey.of(A, B, 17).withPorts(5000, 53).withTos(12);
    private final FlowRecord flow = new FlowRecord(
            key,
            Exporter.of(A, 1),
            Place.UNKNOWN,
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(10)),
            3,
            300,
            OptionalInt.empty(),
            OptionalLong.empty());

    @Test
    void anEmptyFilterTakesAll() {
        assertThat(FlowFilter.ALL.test(flow)).isTrue();
    }

    @Test
    void everyPartMustFit() {
        assertThat(FlowFilter.ALL.withProtocols(Set.of(1, 17)).test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withProtocols(Set.of(1, 6)).test(flow)).isFalse();
        assertThat(FlowFilter.ALL.withTos(Set.of(12)).test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withTos(Set.of(0)).test(flow)).isFalse();
        assertThat(FlowFilter.ALL.withAddresses(Set.of(A, B)).test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withAddresses(Set.of(A)).test(flow)).isFalse();
        assertThat(FlowFilter.ALL.withPacketBytes(100).test(flow)).isTrue();
        assertThat(FlowFilter.ALL.withPacketBytes(101).test(flow)).isFalse();
        assertThat(ports(5000, 53).test(flow)).isTrue();
        assertThat(ports(5000, 54).test(flow)).isFalse();
    }

    @Test
    void aRecordThatDoesNotTellAFieldDoesNotFitOneThatAsksForIt() {
        FlowRecord bare = FlowRecord.counted(Exporter.of(A, 1), FlowKey.of(A, B, 17), 3, 300);
        assertThat(FlowFilter.ALL.withTos(Set.of(0)).test(bare)).isFalse();
        assertThat(ports(0, 0).test(bare)).isFalse();
    }

    @Test
    void aFlowFitsATimeThatItReachesInto() {
        assertThat(time(NOON.plusSeconds(10), NOON.plusSeconds(20)).test(flow)).isTrue();
        assertThat(time(NOON.minusSeconds(10), NOON).test(flow)).isTrue();
        assertThat(time(NOON.plusSeconds(11), NOON.plusSeconds(20)).test(flow)).isFalse();
        assertThat(time(NOON.minusSeconds(10), NOON.minusSeconds(1)).test(flow)).isFalse();
    }

    private static FlowFilter ports(int one, int other) {
        return new FlowFilter(
                Set.of(),
                Set.of(),
                one == other ? Set.of(one) : Set.of(one, other),
                Set.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FlowFilter time(Instant since, Instant until) {
        return new FlowFilter(
                Set.of(), Set.of(), Set.of(), Set.of(), OptionalInt.empty(), Optional.of(since), Optional.of(until));
    }
}
