package org.overtap.toy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.Lan;
import org.overtap.topology.Machine;
import org.overtap.topology.Medium;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

/** The instruments in {@code src/test/resources/toys}, and which of them go together. */
final class ToyInstruments {
    static final InstrumentCatalogue ALL = InstrumentCatalogue.indexed("/toys/");

    static final RecordReaders READERS = new RecordReaders(Map.of("toy", new ToyReader()));

    private ToyInstruments() {}

    /** A probe, and the collector that it needs if it needs one. */
    record Pair(Instrument probe, Optional<Instrument> collector) {
        @Override
        public String toString() {
            return probe.name() + collector.map(c -> " with " + c.name()).orElse("");
        }
    }

    /** All that fit together. */
    static Stream<Pair> pairs() {
        return of(Instrument.Kind.PROBE).stream()
                .flatMap(probe -> Stream.concat(
                                Stream.of(Optional.<Instrument>empty()),
                                of(Instrument.Kind.COLLECTOR).stream().map(Optional::of))
                        .map(collector -> new Pair(probe, collector)))
                .filter(ToyInstruments::fits);
    }

    private static boolean fits(Pair pair) {
        return Compatibility.reason(
                        pair.probe(),
                        Compatibility.usual(pair.probe(), pair.collector()),
                        pair.collector(),
                        Optional.of("ipv4"),
                        Optional.of("linux"))
                .isEmpty();
    }

    private static List<Instrument> of(Instrument.Kind kind) {
        return ALL.all().stream().filter(i -> i.kind() == kind).toList();
    }

    /** They, on a port that is free. */
    static PlanOptions options(Pair pair, PlanTiming timing) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return new PlanOptions(
                    "exact",
                    3,
                    Set.of(),
                    Set.of(),
                    pair.probe().name(),
                    pair.collector().map(Instrument::name).orElse(""),
                    free.getLocalPort(),
                    timing,
                    Optional.empty());
        }
    }

    /** Three nodes on a switched LAN, whose addresses on the control network begin like that. */
    static Topology lan(String control) {
        List<Node> nodes = List.of(node(1, control), node(2, control), node(3, control));
        List<Member> members =
                nodes.stream().map(node -> Member.plain(node.name(), "eth1")).toList();
        return new Topology("p/toy", nodes, List.of(new Lan("lan0", Medium.SWITCHED, members, List.of())), List.of());
    }

    private static Node node(int number, String control) {
        Machine machine = new Machine("pc" + number, "pc", "", Optional.of(control + number), Optional.empty());
        return new Node(
                "n" + number,
                Role.HOST,
                Optional.of(machine),
                Samples.host("n" + number, number, 1).interfaces());
    }
}
