package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.lab.ns.DatabaseLimits;
import org.overtap.lab.ns.LiveOtcl;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.overlay.plan.UniqueName;
import org.overtap.testbed.emulab.rewrite.ParsedScript.Row;

/** What every sample and every script of the pairs comes to when it is rewritten, against what it came to before. */
class RewrittenScriptsIT {
    private static final Path SAMPLES = Path.of("src/test/resources/ns-samples");
    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final Set<String> MOVED_BY_A_BRIDGE = Set.of(
            "vname",
            "delay",
            "rdelay",
            "bandwidth",
            "rbandwidth",
            "lossrate",
            "rlossrate",
            "est_bandwidth",
            "rest_bandwidth",
            "uselinkdelay",
            "is_accesspoint",
            "vindex");

    /** What scripts that are files come to: each test asks for that of all, and a parser is started for each. */
    private static final Map<String, ParsedScript> PARSED = new ConcurrentHashMap<>();

    private final Rewriter rewriter = new Rewriter();

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    private static ParsedScript parsed(String script) throws NsScriptException {
        ParsedScript known = PARSED.get(script);
        if (known == null) {
            known = ParsedScript.of(script);
            PARSED.put(script, known);
        }
        return known;
    }

    static Stream<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            files.filter(file -> file.toString().endsWith(".ns")).sorted().forEach(scripts::add);
        }
        Pair.names().forEach(name -> scripts.add(Path.of("src/test/resources/rewrite", name, "in.ns")));
        return scripts.stream();
    }

    static Stream<String> pairs() throws IOException {
        return Pair.names().stream();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shapersChangeNothingButMustdelay(Path file) throws Exception {
        String script = Pair.text(file);
        ParsedScript before = parsed(script);
        List<Tap> taps =
                before.segments().keySet().stream().<Tap>map(ShaperTap::new).toList();

        ParsedScript after = ParsedScript.of(rewriter.rewrite(script, RewriteRequest.of(taps, List.of())));

        assertThat(after.rowsWithout(Set.of("mustdelay"))).isEqualTo(before.rowsWithout(Set.of("mustdelay")));
        assertThat(after.experiment().lans()).allSatisfy(row -> assertThat(row).containsEntry("mustdelay", "1"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aCollectorAddsOnlyItsOwnRows(Path file) throws Exception {
        String script = Pair.text(file);
        ParsedScript before = parsed(script);
        String name = UniqueName.of("a0-collector", before.names(), 23);
        AddedNode node = new AddedNode(
                name,
                Optional.of("FBSD-STD"),
                Optional.of("pc3000"),
                Optional.of("/opt/run.sh \"$x\" [y]"),
                List.of(
                        new AddedNode.Tarfile("/opt", "/proj/p/x.tgz"),
                        new AddedNode.Tarfile("/etc", "/proj/p/y.tgz")));

        ParsedScript after = ParsedScript.of(rewriter.rewrite(script, RewriteRequest.of(List.of(), List.of(node))));

        List<Row> added = new ArrayList<>(after.rows());
        assertThat(added).containsAll(before.rows());
        added.removeAll(before.rows());
        assertThat(added)
                .extracting(Row::table)
                .containsExactlyInAnyOrder(
                        "virt_nodes",
                        "virt_agents",
                        "virt_programs",
                        "virt_agents",
                        "event_groups",
                        "virt_agents",
                        "eventlist");
        assertThat(added).allMatch(row -> row.mentions(Set.of(name)));
        assertThat(row(added, "virt_nodes").columns())
                .containsEntry("osname", "FBSD-STD")
                .containsEntry("type", "pc3000")
                .containsEntry("ips", "")
                .containsEntry("tarfiles", "/opt /proj/p/x.tgz;/etc /proj/p/y.tgz");
        assertThat(row(added, "virt_programs").columns())
                .containsEntry("vname", name + "_startcmd")
                .containsEntry("command", "(/opt/run.sh \"$x\" [y] ; /usr/local/etc/emulab/startcmddone $?)");
    }

    private static Row row(List<Row> rows, String table) {
        return rows.stream()
                .filter(row -> row.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void bridgesKeepNamesAddressesAndShaping(Path file) throws Exception {
        String script = Pair.text(file);
        ParsedScript before = parsed(script);
        List<BridgeTap> taps = new ArrayList<>();
        before.replaceableLinks().forEach((link, members) -> taps.add(bridge(link, members, taps.size())));

        ParsedScript after = ParsedScript.of(rewriter.rewrite(script, RewriteRequest.of(List.copyOf(taps), List.of())));

        assertThat(rest(after, taps)).isEqualTo(rest(before, taps));
        for (BridgeTap tap : taps) {
            List<Row> link = before.segments().get(tap.segment());
            assertThat(after.segments()).doesNotContainKey(tap.segment());
            assertHalf(after.segments().get(tap.firstHalf()), 0, 1, link, tap.bridge() + ":0");
            assertHalf(after.segments().get(tap.secondHalf()), 1, 0, link, tap.bridge() + ":1");
            assertThat(after.experiment().rows("virt_bridges"))
                    .contains(
                            Map.of("vname", tap.bridge(), "vlink", tap.firstHalf(), "vport", "0"),
                            Map.of("vname", tap.bridge(), "vlink", tap.secondHalf(), "vport", "1"));
            assertThat(after.experiment().nodes())
                    .filteredOn(row -> row.get("vname").equals(tap.bridge()))
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("role", "bridge"));
        }
    }

    @Test
    void tapsThatAreNodesGetTheImageThatShapersGet() throws Exception {
        String script = """
                source tb_compat.tcl
                set ns [new Simulator]
                foreach n {a b c} { set $n [$ns node] }
                set ab [$ns duplex-link $a $b 100Mb 0ms DropTail]
                set bc [$ns duplex-link $b $c 100Mb 0ms DropTail]
                $ns run
                """;
        List<Tap> taps = List.of(
                new BridgeTap("ab", "tap-ab", "ab-a", "ab-b", List.of()), new LanTap("bc", "tap-bc", 100_000, true));
        RewriteRequest request = new RewriteRequest(taps, List.of(), Optional.of("FBSD-STD"), false);

        ParsedScript after = ParsedScript.of(rewriter.rewrite(script, request));

        assertThat(after.experiment().nodes())
                .filteredOn(row -> row.get("vname").toString().startsWith("tap-"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("osname", "FBSD-STD"));
        assertThat(after.experiment().nodes())
                .filteredOn(row -> row.get("vname").equals("a"))
                .noneSatisfy(row -> assertThat(row).containsEntry("osname", "FBSD-STD"));
    }

    private static BridgeTap bridge(String link, List<Row> members, int index) {
        List<BridgeTap.Pin> pins = members.stream()
                .map(member -> new BridgeTap.Pin(member.get("vnode"), member.get("ip")))
                .toList();
        return new BridgeTap(link, "a0-bridge" + index, link + "-x", link + "-y", pins);
    }

    /**
     * One half of what was a link: its end is as it was, its bridge port shapes what leads from there to the other end.
     */
    private static void assertHalf(List<Row> half, int end, int inner, List<Row> link, String port) {
        assertThat(half).hasSize(2);
        Row from = link.get(end);
        Row to = link.get(1 - end);
        Row bridge = half.get(inner);
        assertThat(half.get(end).without(MOVED_BY_A_BRIDGE)).isEqualTo(withoutQueue(half.get(end), from));
        assertThat(bridge.get("member")).isEqualTo(port);
        assertThat(bridge.get("bridge_vname")).isEqualTo(port.substring(0, port.indexOf(':')));
        assertThat(bridge.get("ip")).isNotIn(from.get("ip"), to.get("ip"));
        assertThat(bridge.number("delay")).isCloseTo(from.number("delay") + to.number("rdelay"), EXACTLY);
        assertThat(bridge.number("bandwidth")).isEqualTo(Math.min(from.number("bandwidth"), to.number("rbandwidth")));
        double kept = (1 - from.number("lossrate")) * (1 - to.number("rlossrate"));
        assertThat(bridge.number("lossrate")).isCloseTo(1 - kept, EXACTLY);
        assertThat(bridge.columns()).containsKey("est_bandwidth");
        from.columns().keySet().stream()
                .filter(column -> column.startsWith("q_"))
                .forEach(column -> assertThat(bridge.get(column)).as(column).isEqualTo(from.get(column)));
    }

    /** The end's former row with the queue of its new half, which does not shape. */
    private static Row withoutQueue(Row now, Row before) {
        Map<String, String> expected =
                new java.util.TreeMap<>(before.without(MOVED_BY_A_BRIDGE).columns());
        expected.replaceAll((column, value) -> column.startsWith("q_") ? now.get(column) : value);
        return new Row("virt_lans", expected);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void lanTapsOnlyAddMembers(Path file) throws Exception {
        String script = Pair.text(file);
        ParsedScript before = parsed(script);
        List<LanTap> taps = new ArrayList<>();
        before.pluggable().keySet().forEach(link -> taps.add(new LanTap(link, "a0-tap" + taps.size(), 100_000, true)));

        ParsedScript after = ParsedScript.of(rewriter.rewrite(script, RewriteRequest.of(List.copyOf(taps), List.of())));

        assertThat(rest(after, taps)).isEqualTo(rest(before, taps));
        for (LanTap tap : taps) {
            List<Row> lan = after.segments().get(tap.segment());
            int last = before.segments().get(tap.segment()).size();
            assertThat(lan).hasSize(last + 1);
            assertThat(lan.subList(0, last))
                    .extracting(row -> row.without(Set.of("is_accesspoint")))
                    .isEqualTo(before.segments().get(tap.segment()).stream()
                            .map(row -> row.without(Set.of("is_accesspoint")))
                            .toList());
            assertThat(lan.get(last).get("member")).isEqualTo(tap.node() + ":0");
            assertThat(lan.get(last).columns())
                    .containsEntry("delay", "0.0")
                    .containsEntry("bandwidth", "100000")
                    .containsEntry("lossrate", "0");
        }
    }

    /**
     * Every row but those of the taps, their segments and their nodes; the order of segments depends on their names.
     */
    private static Set<String> rest(ParsedScript script, List<? extends Tap> taps) {
        Set<String> names = new TreeSet<>();
        for (Tap tap : taps) {
            names.addAll(tap.addedNodes());
            names.addAll(tap.addedSegments());
        }
        Set<String> replaced = new TreeSet<>();
        taps.forEach(tap -> replaced.add(tap.segment()));
        Set<String> rows = new TreeSet<>();
        for (Row row : script.rows()) {
            boolean ofSegment = row.table().startsWith("virt_lan") && replaced.contains(row.get("vname"));
            if (!ofSegment && !row.mentions(names)) {
                rows.add(row.without(Set.of()).toString());
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void endNodeShapingGoesAndNothingElse(Path file) throws Exception {
        String script = Pair.text(file);
        Set<String> switches = Set.of("uselinkdelays", "forcelinkdelays", "uselinkdelay", "delay_osname");
        ParsedScript before = parsed(script);

        ParsedScript after = ParsedScript.of(
                rewriter.rewrite(script, new RewriteRequest(List.of(), List.of(), Optional.of("FBSD-STD"), true)));

        assertThat(after.rowsWithout(switches)).isEqualTo(before.rowsWithout(switches));
        assertThat(after.experiment().rows("experiments")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("uselinkdelays", "0")
                .containsEntry("forcelinkdelays", "0")
                .containsEntry("delay_osname", "FBSD-STD"));
        assertThat(after.experiment().lans()).allSatisfy(row -> assertThat(row).containsEntry("uselinkdelay", "0"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairIsAcceptedWithoutAWarningAndPassesTheSecondGate(String name) throws Exception {
        Pair pair = Pair.read(name);

        assertThat(new NsEvaluator().check(pair.out())).isEqualTo(new NsEvaluator().check(pair.in()));
        assertThat(DatabaseLimits.check(parsed(pair.out()).experiment())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairAddsTheNodesAndSegmentsItAsksForAndNoOthers(String name) throws Exception {
        Pair pair = Pair.read(name);
        Set<String> expected = parsed(pair.in()).names();
        for (Tap tap : pair.request().taps()) {
            expected.addAll(tap.addedNodes());
            expected.addAll(tap.addedSegments());
            if (!tap.addedSegments().isEmpty()) {
                expected.remove(tap.segment());
            }
        }
        pair.request().nodes().forEach(node -> expected.add(node.name()));

        assertThat(parsed(pair.out()).names()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
