package org.overtap.record.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.SampleFolders;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.record.ExporterEntry;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.OwnerRule;
import org.overtap.record.ReadTally;
import org.overtap.record.TestPackets;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;
import org.overtap.topology.IpPrefix;
import org.overtap.topology.Route;
import org.overtap.topology.Topology;
import org.overtap.topology.file.TopologyFile;
import org.overtap.topology.route.Hop;
import org.overtap.topology.route.PathTracer;

/** What is given away is the same measurement of nobody's experiment. */
class AnonymiserTest {
    private static final AnonymisationKey KEY = AnonymisationKey.of("thirty-two bytes that no one knows".getBytes());
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.250Z");

    static Stream<Path> samples() {
        return SampleFolders.all();
    }

    static Measurement measurement(Path sample) {
        Topology bare = TopologyFile.read(sample.resolve("topology.json"));
        OverlayPlan plan = PlanFile.read(sample.resolve("plan.json")).withNotes(List.of("a note that names jdoe"));
        List<Route> routes = new ArrayList<>();
        bare.nodes().stream()
                .filter(node ->
                        node.interfaces().stream().anyMatch(p -> !p.addresses().isEmpty()))
                .forEach(node -> node.interfaces().stream()
                        .flatMap(port -> port.addresses().stream())
                        .forEach(a -> routes.add(new Route(
                                node.name(),
                                new IpPrefix(a.ip(), 16),
                                Optional.of(a.ip()),
                                Optional.of(node.interfaces().get(0).name()),
                                3))));
        Topology topology = bare.withRoutes(routes);
        List<ExporterEntry> exporters = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            probe.interfaces()
                    .forEach(watched -> exporters.add(ExporterEntry.at(
                            topology,
                            probe.node(),
                            watched.name(),
                            new ExporterEntry.Told(
                                    "172.30.9.77",
                                    watched.sourceId(),
                                    "jdoes-own-probe",
                                    Optional.of("v9"),
                                    probe.collector(),
                                    probe.collector().map(node -> node + "/flows"),
                                    true))));
        }
        String node = topology.nodes().get(0).name();
        return new Measurement(
                topology.experiment(),
                "0123abc",
                topology,
                plan,
                exporters,
                Optional.of(NOON),
                List.of(new TestPackets(
                        Set.of(IpAddress.of("198.51.100.7")), 17, Set.of(40000), OptionalInt.empty(), 61)),
                List.of(
                        new Measurement.Gap(node, "probe-1", Optional.of(NOON), Optional.empty(), "jdoe killed it"),
                        new Measurement.Gap(node, "jdoes-daemon", Optional.of(NOON), Optional.empty(), "")),
                List.of(
                        new Measurement.Mark("jdoes-secret-run", NOON, Optional.of(NOON.plusSeconds(9))),
                        new Measurement.Mark("run-1", NOON.plusSeconds(10), Optional.empty())),
                List.of(new Measurement.ClockOffset(node, 3, 4, NOON)),
                List.of(new Measurement.Collector(node, "jdoes-own-collector", OptionalLong.of(5))),
                List.of(new Measurement.Tool(
                        "pmacctd",
                        Instrument.Kind.PROBE,
                        List.of(),
                        List.of(new Measurement.Installed(node, "pmacctd 1.7.8-git built on jdoes-laptop")))),
                List.of(new Measurement.FlowFolder(
                        node, "nfcapd", node + "/flows", "*/nfcapd.2*", "nfdump", OptionalInt.empty())));
    }

    /** Every word in a measurement that somebody chose or that belongs to one machine. */
    private static Set<String> secrets(Measurement truth) {
        Set<String> secrets = new TreeSet<>(Set.of(
                "jdoe",
                "jdoes-secret-run",
                "jdoes-own-probe",
                "jdoes-own-collector",
                "jdoes-laptop",
                "jdoes-daemon",
                "172.30.9.77",
                "198.51.100.7",
                "0123abc"));
        secrets.add(truth.experiment());
        truth.topology().segments().forEach(segment -> secrets.add(segment.name()));
        truth.topology().nodes().forEach(node -> {
            secrets.add(node.name());
            node.machine().ifPresent(m -> secrets.addAll(List.of(m.id(), m.type(), m.os())));
            node.control().ifPresent(secrets::add);
            node.interfaces().forEach(port -> {
                secrets.add(port.name());
                port.mac().ifPresent(secrets::add);
                port.addresses().forEach(a -> secrets.add(a.ip().toString()));
                port.linkLocal().forEach(a -> secrets.add(a.toString()));
            });
        });
        secrets.remove("");
        return secrets;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noNameAndNoAddressOfTheTruthIsLeft(Path sample) {
        Measurement truth = measurement(sample);
        Measurement shown = new Anonymiser(truth, KEY).measurement();
        ObjectNode document = MeasurementFile.document(shown);
        List<String> values = new ArrayList<>();
        leaves(document, values);
        String text = String.join("\n", values);

        assertThat(secrets(truth)).hasSizeGreaterThan(15);
        assertThat(secrets(truth).stream().filter(secret -> Pattern.compile(
                                "(?<![A-Za-z0-9:])" + Pattern.quote(secret) + "(?![A-Za-z0-9:])")
                        .matcher(text)
                        .find()))
                .isEmpty();
        assertThat(values)
                .allMatch(
                        value -> PUBLIC.matcher(value).matches()
                                || IpPrefix.parse(value).isPresent(),
                        "is of a sort that tells no name");
    }

    /** Sorts of texts that a shown measurement may have; a new one is to be thought about first. */
    private static final Pattern PUBLIC =
            Pattern.compile("|((node|segment|machine|run|if|experiment|deployment|instrument)"
                    + "-[0-9]+,?)+|([0-9a-f]{2}:){5}[0-9a-f]{2}|[0-9-]+T[0-9:.]+Z|[0-9]+(\\.[0-9]+)+|probe-[0-9]+|daemon"
                    + "|overtap/measurement/1|host|shaper|switch|bridge|link|lan|switched|flooding|point_to_point|point-to-point"
                    + "|export|mirror|pmacctd|nfcapd|switch-export|v9|before|after|unshaped|mixed|probe|capacity"
                    + "|lightweight|heavyweight|budget|read|shortest-paths");

    private static void leaves(JsonNode node, List<String> into) {
        if (node.isTextual()) {
            into.add(node.asText());
        }
        node.forEach(child -> leaves(child, into));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ownersPathsAndSubnetsAreTheSame(Path sample) {
        Measurement truth = measurement(sample);
        Anonymiser anonymiser = new Anonymiser(truth, KEY);
        Measurement shown = anonymiser.measurement();
        Map<String, String> back = new HashMap<>();
        truth.topology().nodes().forEach(n -> back.put(anonymiser.node(n.name()), n.name()));
        Map<Endpoint, IpAddress> addresses = new HashMap<>();

        OwnerRule rule = new OwnerRule(truth.topology(), truth.plan());
        OwnerRule shownRule = new OwnerRule(shown.topology(), shown.plan());
        assertThat(shown.topology().conversationCount())
                .isEqualTo(truth.topology().conversationCount());
        for (Conversation conversation : shown.topology().conversations()) {
            Conversation its = truth.topology().conversations().stream()
                    .filter(c -> anonymiser.segment(c.segment()).equals(conversation.segment())
                            && anonymiser
                                    .node(c.a().node())
                                    .equals(conversation.a().node())
                            && anonymiser
                                    .node(c.b().node())
                                    .equals(conversation.b().node()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shownRule
                            .owner(conversation)
                            .map(o -> back.get(o.vantage().node()) + o.sourceId()))
                    .isEqualTo(rule.owner(its).map(o -> o.vantage().node() + o.sourceId()));
        }
        PathTracer tracer = new PathTracer(truth.topology());
        PathTracer shownTracer = new PathTracer(shown.topology());
        truth.topology().nodes().forEach(n -> n.address()
                .ifPresent(a -> addresses.put(new Endpoint(n.name(), "-"), a)));
        for (Endpoint from : addresses.keySet()) {
            for (Map.Entry<Endpoint, IpAddress> to : addresses.entrySet()) {
                String target = anonymiser.node(to.getKey().node());
                IpAddress shownTo =
                        shown.topology().node(target).orElseThrow().address().orElseThrow();
                assertThat(shownTracer.trace(anonymiser.node(from.node()), shownTo).stream()
                                .map(Hop::segment))
                        .isEqualTo(tracer.trace(from.node(), to.getValue()).stream()
                                .map(hop -> anonymiser.segment(hop.segment()))
                                .toList());
            }
        }
    }

    private static FlowRow row(Map<Column, String> texts) {
        return new FlowRow() {
            @Override
            public boolean has(Column column) {
                return texts.containsKey(column) || column == Column.BYTES;
            }

            @Override
            public String text(Column column) {
                return texts.get(column);
            }

            @Override
            public long number(Column column) {
                return 7;
            }
        };
    }

    @Test
    void rowsAreReplacedInStepWithTheMeasurement() throws Exception {
        Measurement truth = measurement(Path.of("sample-topologies/two-offices"));
        Anonymiser anonymiser = new Anonymiser(truth, KEY);
        Map<Column, String> texts = new EnumMap<>(Column.class);
        texts.putAll(
                Map.of(Column.SRC, "10.1.3.3", Column.DST, "::ffff:10.1.3.4", Column.SRC_MAC, "02:0c:00:65:00:01"));
        texts.putAll(Map.of(Column.SRC_NODE, "ann", Column.DST_NODE, "bob", Column.SEGMENT, "floor1"));
        texts.putAll(Map.of(
                Column.PATH, "floor1 trunk", Column.PROBE, "ann.eth1", Column.RUN, "run-1", Column.SIDE, "before"));
        FlowTally tally = new FlowTally(
                9,
                1,
                2,
                3,
                0,
                0,
                0,
                0,
                List.of(new ReadTally.Unread("no record", 2, "10.1.3.3"), new ReadTally.Unread("other", 1, "ann")),
                1,
                2,
                3,
                1);
        FlowSource source = (columns, rows) -> {
            rows.flow(row(texts));
            rows.crossing(row(Map.of(Column.RUN, "unmarked", Column.PROBE, "a probe of before")));
            return tally;
        };
        List<Map<Column, String>> shown = new ArrayList<>();
        FlowTally shownTally = anonymiser.source(source).scan(Set.of(Column.values()), new FlowRows() {
            @Override
            public void flow(FlowRow row) {
                Map<Column, String> copy = new EnumMap<>(Column.class);
                texts.keySet().forEach(column -> copy.put(column, row.text(column)));
                assertThat(row.number(Column.BYTES)).isEqualTo(7);
                assertThat(row.has(Column.VLAN)).isFalse();
                shown.add(copy);
            }

            @Override
            public void crossing(FlowRow row) {
                assertThat(row.text(Column.RUN)).isEqualTo("unmarked");
                assertThat(row.text(Column.PROBE)).isEqualTo("probe-1");
                assertThat(row.has(Column.SRC)).isFalse();
            }
        });
        Topology topology = anonymiser.measurement().topology();
        String ann = anonymiser.node("ann");
        assertThat(shown).hasSize(1);
        Map<Column, String> flow = shown.get(0);
        assertThat(topology.node(ann).orElseThrow().address()).contains(IpAddress.of(flow.get(Column.SRC)));
        assertThat(topology.node(anonymiser.node("bob")).orElseThrow().address())
                .contains(IpAddress.of(flow.get(Column.DST)));
        assertThat(topology.node(ann).orElseThrow().interfaces().get(0).mac()).contains(flow.get(Column.SRC_MAC));
        assertThat(flow)
                .containsEntry(Column.SRC_NODE, ann)
                .containsEntry(Column.SEGMENT, anonymiser.segment("floor1"))
                .containsEntry(Column.PATH, anonymiser.segment("floor1") + " " + anonymiser.segment("trunk"))
                .containsEntry(Column.PROBE, ann + ".if-1")
                .containsEntry(Column.RUN, anonymiser.run("run-1"))
                .containsEntry(Column.SIDE, "before");
        assertThat(anonymiser.run("run-1")).isNotEqualTo("run-1");
        assertThat(shownTally.records()).isEqualTo(9);
        assertThat(shownTally.unread()).hasSize(1);
        assertThat(shownTally.unread().get(0).count()).isEqualTo(3);
        assertThat(shownTally.unread().toString()).doesNotContain("ann", "10.1");
    }

    @Test
    void anotherKeyGivesAnotherOrderOfNames() {
        Measurement truth = measurement(Path.of("sample-topologies/two-offices"));
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            AnonymisationKey key = AnonymisationKey.of(("another thirty-two bytes, number " + i).getBytes());
            seen.add(new Anonymiser(truth, key).node("ann"));
        }
        assertThat(seen).hasSizeGreaterThan(2);
    }
}
