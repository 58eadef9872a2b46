package org.overtap.overlay.choice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.SizingOptions;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/**
 * How many packets a second probes are expected to meet: what the user expects, else what a segment of known speed
 * carries when it is full of packets of 500 bytes in both directions.
 */
public final class ExpectedRates implements InstrumentGround {
    private static final double BITS_PER_PACKET = 500 * 8.0;

    private final Map<String, Expected> segments = new HashMap<>();
    private final Map<String, List<String>> near = new HashMap<>();
    private final OptionalLong asked;

    private ExpectedRates(OptionalLong asked) {
        this.asked = asked;
    }

    private record Expected(String segment, long packets) {}

    /** Those of a topology. */
    public static ExpectedRates of(Topology topology, SizingOptions sizing) {
        ExpectedRates rates = new ExpectedRates(sizing.packets());
        for (Segment segment : topology.segments()) {
            long packets = sizing.packets().orElseGet(() -> full(segment));
            if (packets > 0) {
                rates.segments.put(segment.name(), new Expected(segment.name(), packets));
                VantagePoint.of(segment).forEach(vantage -> rates.near
                        .computeIfAbsent(vantage.node(), node -> new ArrayList<>())
                        .add(segment.name()));
            }
        }
        return rates;
    }

    /** Those of a network of which nothing is known but what the user expects on every interface. */
    public static InstrumentGround everywhere(SizingOptions sizing) {
        ExpectedRates rates = new ExpectedRates(sizing.packets());
        return (node, probe) -> sizing.packets().isPresent()
                ? rates.against(new Expected("", sizing.packets().getAsLong()), probe)
                : Optional.empty();
    }

    private static long full(Segment segment) {
        long kbit = segment.members().stream()
                .map(Member::out)
                .mapToLong(shape -> shape.kbitPerSecond())
                .max()
                .orElse(0);
        return Math.round(2 * kbit * 1000 / BITS_PER_PACKET);
    }

    @Override
    public Optional<String> against(String node, Instrument instrument) {
        return against(near.getOrDefault(node, List.of()), instrument);
    }

    /** Why a probe might lose packets on one of these segments, a clause. */
    public Optional<String> against(Collection<String> watched, Instrument probe) {
        return watched.stream()
                .flatMap(name -> Optional.ofNullable(segments.get(name)).stream())
                .max(Comparator.comparingLong(Expected::packets))
                .flatMap(expected -> against(expected, probe));
    }

    private Optional<String> against(Expected expected, Instrument probe) {
        boolean keeps = probe.kind() != Instrument.Kind.PROBE
                || probe.capacity() == 0
                || probe.capacity() >= expected.packets();
        return keeps
                ? Optional.empty()
                : Optional.of(probe.name() + " was seen to keep up with " + probe.capacity() + " packets/s, and "
                        + expected.packets()
                        + (asked.isPresent()
                                ? " are expected"
                                : " pass " + expected.segment() + " when it is full of packets of 500 bytes"));
    }
}
