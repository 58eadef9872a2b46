package org.overtap.overlay.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.instrument.WireFormat;
import org.overtap.topology.Member;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** What the user should know of a plan's instruments. */
public final class InstrumentNotes {
    private InstrumentNotes() {}

    /** A sentence each. */
    public static List<String> of(InstrumentChoice choice, Topology topology) {
        List<String> notes = new ArrayList<>();
        for (InstrumentChoice.Metering its : choice.all()) {
            its.probe().refused().ifPresent(reason -> notes.add(its.probe().name() + " is used though " + reason));
            if (its.wire().packets()) {
                notes.add(Volume.note(its.probe(), its.wire()));
            }
        }
        choice.collector().ifPresent(its -> its.refused()
                .ifPresent(reason -> notes.add(its.name() + " is used though " + reason)));
        transit(choice, topology).ifPresent(notes::add);
        return notes;
    }

    /** Where it matters that packets with other MAC addresses share a record: on a LAN that others' traffic passes. */
    private static Optional<String> transit(InstrumentChoice choice, Topology topology) {
        Set<String> lans = new TreeSet<>();
        for (Segment segment : topology.segments()) {
            boolean others = segment.members().size() > 2
                    && segment.members().stream()
                            .anyMatch(
                                    member -> routes(topology, member.endpoint().node()));
            if (others && segment.members().stream().anyMatch(member -> mergesMacs(choice, member))) {
                lans.add(segment.name());
            }
        }
        return lans.isEmpty()
                ? Optional.empty()
                : choice.apart()
                        .map(name -> choice.probe().name()
                                + " makes one record of packets that differ only in MAC addresses, and "
                                + String.join(", ", lans) + (lans.size() > 1 ? " lead" : " leads")
                                + " to other networks: a flow that passes such a LAN twice, or comes from two of its members, is one"
                                + " record there; --probe " + name + " keeps them apart and stores on the node");
    }

    private static boolean mergesMacs(InstrumentChoice choice, Member member) {
        return choice.on(member.endpoint().node()).probe().merges().contains(Merged.MACS);
    }

    private static boolean routes(Topology topology, String node) {
        return topology.segments().stream()
                        .filter(segment -> segment.members().stream()
                                .anyMatch(member -> member.endpoint().node().equals(node)))
                        .count()
                > 1;
    }

    /** What a probe makes of a busy link where each packet is a record. */
    private static final class Volume {
        private static final double PACKETS_A_SECOND = 2 * 100e6 / 8 / 500;
        private static final double SECONDS = 3600;

        private static String note(Instrument probe, WireFormat wire) {
            double records = (double) wire.headerBytes() / wire.recordsPerPacket() + wire.recordBytes();
            return String.format(
                    Locale.ROOT,
                    "%s makes a record of every packet: up to %.0f a second and %.0f GB an hour from a link of 100 Mbit/s that"
                            + " is full of packets of 500 bytes both ways",
                    probe.name(),
                    PACKETS_A_SECOND,
                    PACKETS_A_SECOND * records * SECONDS / 1e9);
        }
    }
}
