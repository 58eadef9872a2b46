package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts may look into the simulator and wrap its methods, {@code run} above all, as they can on Emulab. */
class NsWrappingIT {
    private static final String FREEZE_SHAPE_AND_ADD = """
            Simulator instproc original-run {} [Simulator info instbody run]
            Simulator instproc run {} {
                foreach l [$self array names lanlink_list] { if {![$l set widearea]} { $l fill_ips } }
                foreach l [$self array names lanlink_list] { if {[$l info class] eq "Link"} { $l mustdelay } }
                uplevel "#0" "set ovcollector \\[$self node]"
                PIN
                $self original-run
            }
            """;

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    static Stream<String> samples() throws Exception {
        return NsSamplesIT.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void wrappingRunOnTheFirstLineKeepsEveryOtherRow(String name) throws Exception {
        String script = NsSamplesIT.scriptOf(name);
        VirtualExperiment before = new NsEvaluator().evaluate("testproj", "exp1", script);
        VirtualExperiment after = new NsEvaluator().evaluate("testproj", "exp1", wrapped(script, before));

        assertThat(NsScripts.row(after, "virt_nodes", "vname", "ovcollector")).containsEntry("ips", "");
        assertThat(countedWithoutCollector(after)).isEqualTo(countedWithoutCollector(shaped(before)));
    }

    private static String wrapped(String script, VirtualExperiment before) {
        String server = before.rows("experiments").get(0).get("sync_server");
        return FREEZE_SHAPE_AND_ADD.replace("PIN", "tb-set-sync-server " + server) + script;
    }

    /** The experiment with a shaper forced on every link; the rows of a link lack the LAN's column. */
    private static VirtualExperiment shaped(VirtualExperiment experiment) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(experiment.tables());
        tables.put(
                "virt_lans",
                experiment.lans().stream()
                        .map(row -> row.containsKey("is_accesspoint") ? row : withMustDelay(row))
                        .toList());
        return new VirtualExperiment(experiment.pid(), experiment.eid(), tables);
    }

    private static Map<String, String> withMustDelay(Map<String, String> row) {
        Map<String, String> forced = new LinkedHashMap<>(row);
        forced.put("mustdelay", "1");
        return forced;
    }

    private static Map<String, Map<Map<String, String>, Long>> countedWithoutCollector(VirtualExperiment experiment) {
        Map<String, Map<Map<String, String>, Long>> counted = new HashMap<>();
        experiment
                .tables()
                .forEach((table, rows) -> counted.put(
                        table,
                        rows.stream()
                                .filter(row -> !row.getOrDefault("vname", "").startsWith("ovcollector"))
                                .collect(Collectors.groupingBy(row -> row, Collectors.counting()))));
        return counted;
    }

    @Test
    void addingALinkShiftsAddressesUnlessTheyAreFrozen() throws Exception {
        String script = NsSamplesIT.scriptOf("03-array-chain");
        String add = "set ovl [$ns duplex-link $r(0) $r(7) 10Mb 0ms DropTail]\n$ns run";
        String freeze = "foreach x [$ns array names lanlink_list] { $x fill_ips }\n";

        assertThat(addresses(script.replace("$ns run", freeze + add))).containsAll(addresses(script));
        Set<String> kept = addresses(script.replace("$ns run", add));
        kept.retainAll(addresses(script));
        assertThat(kept).hasSizeLessThan(addresses(script).size());
    }

    @Test
    void aNewLinkOutsideTheAutomaticRangeShiftsNothing() throws Exception {
        String script = NsSamplesIT.scriptOf("03-array-chain");
        String add = """
                set ovl [$ns duplex-link $r(0) $r(7) 10Mb 0ms DropTail]
                tb-set-ip-link $r(0) $ovl 10.254.1.2
                tb-set-ip-link $r(7) $ovl 10.254.1.3
                $ns run""";

        assertThat(addresses(script.replace("$ns run", add))).containsAll(addresses(script));
    }

    @Test
    void pinningOneLinkInTheAutomaticRangeMayGiveTwoLinksOneSubnet() throws Exception {
        String pin = "tb-set-ip-link $r(3) $seg(3) 10.1.1.2\ntb-set-ip-link $r(4) $seg(3) 10.1.1.3\n$ns run";
        String script = NsSamplesIT.scriptOf("03-array-chain").replace("$ns run", pin);

        assertThat(addresses(script)).contains("seg-3 r-3 10.1.1.2", "seg-4 r-4 10.1.1.2");
    }

    private static Set<String> addresses(String script) throws NsScriptException {
        Set<String> addresses = new HashSet<>();
        for (Map<String, String> row :
                new NsEvaluator().evaluate("p", "e", script).lans()) {
            addresses.add(row.get("vname") + " " + row.get("vnode") + " " + row.get("ip"));
        }
        return addresses;
    }

    @Test
    void aStartCommandFromWithinRunHasNoNameUnlessGivenAtTheTop() throws Exception {
        String within = FREEZE_SHAPE_AND_ADD.replace("PIN", "tb-set-node-startcmd $::ovcollector ls");
        String atTheTop =
                FREEZE_SHAPE_AND_ADD.replace("PIN", "uplevel \"#0\" [list tb-set-node-startcmd $::ovcollector ls]");
        String script = NsSamplesIT.scriptOf("02-office-lan");

        assertThat(programs(within + script)).containsExactly("Program1");
        assertThat(programs(atTheTop + script)).containsExactly("ovcollector_startcmd");
    }

    private static List<String> programs(String script) throws NsScriptException {
        List<String> names = new ArrayList<>();
        for (Map<String, String> row :
                new NsEvaluator().evaluate("p", "e", script).rows("virt_programs")) {
            names.add(row.get("vname"));
        }
        return names;
    }

    @Test
    void replacedMethodsAndSubclassesWork() throws Exception {
        String script = """
                source tb_compat.tcl
                Class Sub -superclass Simulator
                Sub instproc node {args} { real_set n [$self next]; $n set failureaction nonfatal; return $n }
                set sim [new Simulator]
                $sim class Sub
                proc go {} { global sim; $sim run }
                set x [$sim node]
                set l [$sim make-lan [list $x [$sim node]] 100Mb 0ms]
                puts "[$l info class] [$l set nodelist] [lsort [$sim array names node_list]]"
                go
                set late [$sim node]
                """;

        Evaluation evaluation = new NsEvaluator().evaluation("p", "e", script);

        assertThat(evaluation.printed()).isEqualTo("Lan {x 0} {tbnode-n2 0} tbnode-n2 x\n");
        assertThat(evaluation.experiment().nodes())
                .extracting(row -> row.get("vname") + " " + row.get("failureaction"))
                .containsExactly("tbnode-n2 nonfatal", "x nonfatal");
    }
}
