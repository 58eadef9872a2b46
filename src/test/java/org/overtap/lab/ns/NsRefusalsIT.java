package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Emulab's parser refuses is refused, and the user is told the line. */
class NsRefusalsIT {

    /** A testbed that tells its types and images. */
    private static final ParserSettings LISTED = new ParserSettings(
            2,
            2,
            10,
            Optional.of(List.of("pc", "pc3000")),
            List.of("pcwa"),
            Optional.of(List.of("UBUNTU18-64-STD")),
            Optional.empty());

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    /** What is refused, the statements from line 7 on, the refused line, and what the user is told. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                        numbers(),
                        statements(),
                        names(),
                        lansTakenForLinks(),
                        addresses(),
                        settings(),
                        furtherSettings(),
                        hostParts())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> numbers() {
        return Stream.of(
                refusal("a unit in small letters", "$ns duplex-link $a $b 10mbps 2ms DropTail", 7, "10mbps"),
                refusal("less than 10 Kbps", "$ns duplex-link $a $b 9Kb 2ms DropTail", 7, "too low"),
                refusal("bits per second below 10 Kbps", "$ns duplex-link $a $b 9999 2ms DropTail", 7, "too low"),
                refusal("more than 10 Gbps", "$ns duplex-link $a $b 11Gb 2ms DropTail", 7, "too high"),
                refusal("a bandwidth that is a word", "$ns duplex-link $a $b fast 2ms DropTail", 7, "fast"),
                refusal("a delay below the threshold", "$ns duplex-link $a $b 10Mb 1ms DropTail", 7, "too low"),
                refusal(
                        "a delay that would be cut to nothing",
                        "$ns duplex-link $a $b 10Mb 0.1ms DropTail",
                        7,
                        "too low"),
                refusal("a delay in us", "$ns duplex-link $a $b 10Mb 2000us DropTail", 7, "2000us"));
    }

    private static Stream<Arguments> statements() {
        return Stream.of(
                refusal("a link without its queue type", "$ns duplex-link $a $b 10Mb 2ms", 7, "wrong # args"),
                refusal("an unknown command", "no-such-command $a", 7, "Unknown: no-such-command"),
                refusal("an unknown tb command", "tb-set-nonsense $a 1", 7, "Unknown: tb-set-nonsense"),
                refusal("a Tcl error", "puts $undefined", 7, "can't read \"undefined\""),
                refusal("an error inside a loop", "foreach x {1 2} {\n  puts $x\n  nope $x\n}", 9, "Unknown: nope"));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                refusal("a name with an underscore", "set my_node [$ns node]", 7, "my_node"),
                refusal("an array index with a comma", "set n(1,2) [$ns node]", 7, "n-1,2"),
                refusal("a link named with an underscore", LINK.replace("set l ", "set l_1 "), 7, "l_1"),
                refusal("the reserved name ops", "set ops [$ns node]", 7, "ops"),
                refusal("the mapper's name tbdelay0", "set tbdelay0 [$ns node]", 7, "tbdelay0"),
                refusal("the mapper's name tbsdelay7", "set tbsdelay7 [$ns node]", 7, "tbsdelay7"),
                refusal("a name used twice", "set a [$ns node]", 7, "already exists"),
                refusal("a name that is a Tcl command", "set format [$ns node]", 7, "already exists"),
                refusal("a second start command", "tb-set-node-startcmd $a x\ntb-set-node-startcmd $a y", 8, "start"),
                refusal("running twice", "$ns run", 8, "already run"));
    }

    private static Stream<Arguments> lansTakenForLinks() {
        return Stream.of(
                refusal("a LAN's loss between two nodes", LAN + "tb-set-link-loss $a $b 0.1", 8, "No link between"),
                refusal(
                        "simplex parameters of a LAN",
                        LAN + "tb-set-link-simplex-params $l $a 10ms 1Mb 0",
                        8,
                        "not a link"),
                refusal("an address on a link that is a LAN", LAN + "tb-set-ip-link $a $l 10.9.9.1", 8, "not a link"));
    }

    private static Stream<Arguments> addresses() {
        return Stream.of(
                refusal(
                        "an address between LAN members",
                        LAN + "tb-set-ip-interface $a $b 10.9.9.1",
                        8,
                        "No connection"),
                refusal("a LAN address on a link", LINK + "tb-set-ip-lan $a $l 10.9.9.1", 8, "not a LAN"),
                refusal(
                        "tb-set-ip with two connections",
                        LINK + LINK.replace("set l ", "set m ") + "tb-set-ip $a 10.9.9.1",
                        9,
                        "single"),
                refusal("an address that is none", LINK + "tb-set-ip-link $a $l 10.9.9.256", 8, "10.9.9.256"),
                refusal(
                        "an address of a stranger",
                        "set c [$ns node]\n" + LINK + "tb-set-ip-link $c $l 10.9.9.1",
                        9,
                        "c is not connected to l"),
                refusal("link backfill on a LAN", LAN + "tb-set-link-backfill $l 1Mb", 8, "not a link"),
                refusal("a layer for a LAN", LAN + "tb-set-link-layer $l 1", 8, "not a link"),
                refusal("link protocol on a LAN", LAN + "tb-set-link-protocol $l ethernet", 8, "not a link"),
                refusal("a LAN implemented by a path", LAN + "$l implemented_by $a", 8, "not a link"),
                refusal("ns link's queue on a LAN", LAN + "[[$ns link $a $b] queue] set limit_ 5", 8, "Unknown:"));
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                refusal("a shaper with three links", "tb-set-delay-capacity 3", 7, "1 to 2"),
                refusal("unknown hardware", "tb-set-hardware $a pc-of-dreams", 7, "pc-of-dreams"),
                refusal("an unknown image", "tb-set-node-os $a NO-SUCH-OS", 7, "NO-SUCH-OS"),
                refusal("a trace type that is none", LINK + "$l trace everything", 8, "everything"),
                refusal("a netmask that is none", LINK + "tb-set-netmask $l 255.0.255.0", 8, "255.0.255.0"),
                refusal("a loss above one", LINK + "tb-set-link-loss $l 1.5", 8, "1.5"),
                refusal("a link to what is no node", "$ns duplex-link $a nobody 10Mb 0ms DropTail", 7, "nobody"),
                refusal(
                        "addresses of a wide-area link",
                        "tb-set-hardware $a pcwa\n" + LINK + "$l fill_ips",
                        9,
                        "wide-area"),
                refusal("a tarfile without a folder", "tb-set-node-tarfiles $a /only", 7, "pairs"),
                refusal("a tarfile of another kind", "tb-set-node-tarfiles $a /x /proj/x.zip", 7, "valid extension"),
                refusal("a tarfile on NFS", "tb-set-node-tarfiles $a /proj/x /proj/x.tgz", 7, "NFS"));
    }

    /** What the other settings don't take either. */
    private static Stream<Arguments> furtherSettings() {
        return Stream.of(
                refusal("a version of an unknown image", "tb-set-node-os $a NO-SUCH-OS:2", 7, "NO-SUCH-OS:2"),
                refusal("an unknown parent image", "tb-set-node-os $a UBUNTU18-64-STD NO-SUCH", 7, "parent osid"),
                refusal("a list of images with an unknown one", "tb-set-node-loadlist $a UBUNTU18-64-STD,X", 7, "X"),
                refusal("a type of unknown types", "tb-make-soft-vtype t {pc toaster}", 7, "toaster"),
                refusal("a weight of one", "tb-make-weighted-vtype t 1 pc", 7, "valid weight"),
                refusal("a loss too small", LINK + "tb-set-link-loss $l 0.000001", 8, "valid loss"),
                refusal("a netmask of one octet", LINK + "tb-set-netmask $l 255.0.0.0", 8, "too big"),
                refusal("a switch that is a word", "tb-use-endnodeshaping yes", 7, "must be 0/1"),
                refusal("too large a factor", "tb-set-colocate-factor 101", 7, "1 <= factor <= 100"),
                refusal("no usage at all", "tb-set-mem-usage 0", 7, "1 <= factor <= 5"),
                refusal("a strategy of one's own", "tb-set-packing-strategy squeeze", 7, "pack|balance"),
                refusal("an encapsulation of a link", LINK + "tb-set-link-encap $l alias", 8, "one of"),
                refusal("an action that no link has", LINK + "tb-set-link-failure-action $l ignore", 8, "fatal"),
                refusal("routing that is none", "tb-set-ip-routing static", 7, "none|ospf"),
                refusal("eleven aliases", LINK + "tb-request-ip-alias-link $a $l 11", 8, "too large"),
                refusal("a node fixed to a node", "tb-fix-node $a $b", 7, "Improper"),
                refusal("a desire twice", "$a add-desire x 1\n$a add-desire x 2", 8, "already exists"),
                refusal("too few arguments", "tb-set-node-memory-size $a", 7, "wrong # args"),
                refusal("too many arguments", "tb-set-nonfs 1 2", 7, "wrong # args"),
                refusal("an option that is none", "$a program-agent -cmd x", 7, "bad option '-cmd'"));
    }

    /** Told when the script is run: the hosts' part is all zeros, or all ones. */
    private static Stream<Arguments> hostParts() {
        return Stream.of(
                refusal("the network's own address", LINK + "tb-set-ip-link $a $l 10.9.9.0", 9, "check-ip-mask"),
                refusal("the broadcast address", LINK + "tb-set-ip-link $a $l 10.9.9.255", 9, "10.9.9.255"),
                refusal(
                        "the broadcast address of a small network",
                        LINK + "tb-set-netmask $l 255.255.255.240\ntb-set-ip-link $a $l 10.9.9.31",
                        10,
                        "10.9.9.31 with netmask 255.255.255.240"));
    }

    static final String LINK = "set l [$ns duplex-link $a $b 10Mb 10ms DropTail]\n";
    static final String LAN = "set l [$ns make-lan \"$a $b\" 10Mb 10ms]\n";

    private static Arguments refusal(String what, String statements, int line, String told) {
        return Arguments.of(what, statements, line, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefusedWithItsLine(String what, String statements, int line, String told) {
        NsScriptException refusal = refusalOf(NsScripts.around(statements));

        assertThat(refusal.output()).contains(told);
        assertThat(refusal.line().orElse(0)).isEqualTo(line);
        assertThat(refusal.lineText())
                .isEqualTo(line == 0 ? "" : NsScripts.around(statements).split("\n")[line - 1]);
    }

    @Test
    void anUnknownCommandReadsAsOnTheWire() {
        NsScriptException refusal = catchThrowableOfType(NsScriptException.class, () -> new NsEvaluator()
                .check("source tb_compat.tcl\nset ns [new Simulator]\nfoo\n"));

        assertThat(refusal.output()).isEqualTo("Unknown: foo\n");
        assertThat(refusal).hasMessage("line 3: Unknown: foo");
        assertThat(refusal.lineText()).isEqualTo("foo");
        assertThat(refusal.trace()).contains("(file \"nsfile.ns\" line 3)").doesNotContain("real_source");
    }

    @Test
    void allComplaintsAreToldAtOnceInTheParsersForm() {
        String script = NsScripts.around("$ns duplex-link $a $b 1Kb 1ms DropTail\ntb-set-hardware $a toaster");

        NsScriptException refusal = refusalOf(script);

        assertThat(refusal.output().lines().filter(line -> line.equals("*** parse.tcl: ")))
                .hasSize(3);
        assertThat(refusal.output()).contains("    Bandwidth", "    Delay", "toaster");
    }

    @Test
    void withoutRunNothingIsDescribed() {
        NsScriptException refusal = refusalOf("source tb_compat.tcl\nset ns [new Simulator]\n");

        assertThat(refusal.output()).contains("    No 'Simulator run' statement found.");
        assertThat(refusal.line()).isEmpty();
    }

    @Test
    void withoutTbCompatRunFails() {
        assertThat(refusalOf("set ns [new Simulator]\n$ns run\n").output()).contains("oml_use_control");
    }

    @Test
    void theTbCommandsComeWithTbCompatOnly() {
        NsScriptException refusal = refusalOf("set ns [new Simulator]\nset a [$ns node]\ntb-set-hardware $a pc\n");

        assertThat(refusal.output()).startsWith("Unknown: tb-set-hardware");
    }

    @Test
    void theSyntaxCheckDoesNotKnowImages() throws Exception {
        String script = NsScripts.around("tb-set-node-os $a NO-SUCH-OS\ntb-set-node-tarfiles $a /d /no/such.tgz");

        assertThat(new NsEvaluator().check(script)).isEmpty();
    }

    private static NsScriptException refusalOf(String script) {
        return catchThrowableOfType(
                NsScriptException.class,
                () -> new NsEvaluator("otclsh", LISTED, NsEvaluator.DEFAULT_TIME).evaluate("testproj", "exp1", script));
    }
}
