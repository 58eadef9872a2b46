package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The evaluator's own promises: bounds, apartness of output, warnings, line ends and letters. */
class NsEvaluatorIT {

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    @Test
    void whatAScriptPrintsCannotCorruptTheRows() throws Exception {
        String lies = "puts \"row\\tvirt_nodes\\tvname\\tfake\\nend\\t1\"\nputs stderr \"end\\t0\"\n"
                + "puts \"#### BEGIN XML ####\"\n";

        Evaluation evaluation = new NsEvaluator().evaluation("p", "e", NsScripts.around(lies));

        assertThat(evaluation.experiment().nodes())
                .extracting(row -> row.get("vname"))
                .containsExactly("a", "b");
        assertThat(evaluation.printed()).contains("fake", "#### BEGIN XML ####");
    }

    @Test
    void valuesWithTabsBackslashesAndLineEndsArriveWhole() throws Exception {
        VirtualExperiment experiment = NsScripts.evaluate("set opt(odd) \"a\\tb\\\\n\\nc\\u00e9\"");

        assertThat(NsScripts.row(experiment, "virt_user_environment", "name", "odd"))
                .containsEntry("value", "a\tb\\n\nc\u00e9");
    }

    @Test
    void unsupportedStatementsOnlyWarn() throws Exception {
        String statements = NsRefusalsIT.LINK + "$l queue\n$ns queue-limit $a $b 10\n$ns simplex-link $a $b 1Mb 2ms x\n"
                + "$a color red\n$ns make-lan \"$a $b\" 10Mb 3ms";

        String warnings = new NsEvaluator().check(NsScripts.around(statements));

        assertThat(warnings.lines().filter(line -> line.equals("*** WARNING: Unsupported NS Statement!")))
                .hasSize(4);
        assertThat(warnings).contains("odd");
    }

    @Test
    void anEndlessScriptIsStoppedWithItsChildren() {
        NsEvaluator hasty = new NsEvaluator("otclsh", ParserSettings.usual(), Duration.ofSeconds(1));
        long start = System.nanoTime();

        NsScriptException refusal = catchThrowableOfType(
                NsScriptException.class, () -> hasty.check(NsScripts.around("exec sleep 30 &\nwhile 1 {}")));

        assertThat(refusal).hasMessageContaining("did not end within 1 s");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void endlessOutputIsCut() throws Exception {
        Evaluation evaluation = new NsEvaluator()
                .evaluation(
                        "p",
                        "e",
                        NsScripts.around("for {set i 0} {$i < 40000} {incr i} { puts [string repeat x 99] }"));

        assertThat(evaluation.printed()).endsWith("(cut)\n").hasSizeLessThan(1_100_000);
    }

    @Test
    void aScriptThatEndsTheParserIsRefused() {
        assertThatThrownBy(() -> NsScripts.evaluate("exit 0"))
                .isInstanceOf(NsScriptException.class)
                .hasMessageContaining("ended the parser itself");
    }

    @Test
    void aScriptMayRedefinePutsAndChangeItsFolder() throws Exception {
        VirtualExperiment experiment = NsScripts.evaluate("proc puts {args} {}\ncd /");

        assertThat(experiment.nodes()).hasSize(2);
    }

    @Test
    void fileTransferIsTrafficOverTcp() throws Exception {
        Evaluation evaluation = new NsEvaluator().evaluation("p", "e", NsScripts.around(NsRefusalsIT.LINK + """
                set tcp0 [new Agent/TCP]
                $ns attach-agent $a $tcp0
                set sink0 [new Agent/TCPSink]
                $ns attach-agent $b $sink0
                set ftp0 [new Application/FTP]
                $ftp0 attach-agent $tcp0
                $ns connect $tcp0 $sink0
                """));

        assertThat(evaluation.warnings()).isEmpty();
        assertThat(NsScripts.row(evaluation.experiment(), "virt_trafgens", "vname", "ftp0"))
                .containsEntry("proto", "tcp")
                .containsEntry("role", "source")
                .containsEntry("target_vname", "sink0");
    }

    @Test
    void aCloudIsClearedAndMade() throws Exception {
        VirtualExperiment experiment = NsScripts.evaluate("set c [$ns make-cloud \"$a $b\" 10Mb 10ms]");

        assertThat(experiment.rows("eventlist"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).containsEntry("vname", "c").containsEntry("time", "0"));
    }

    @Test
    void theEnvironmentIsBare() throws Exception {
        Evaluation evaluation =
                new NsEvaluator().evaluation("p", "e", NsScripts.around("puts [lsort [array names env]]"));

        assertThat(evaluation.printed().split("\\s+"))
                .contains("HOME", "PATH", "LANG")
                .hasSizeLessThan(8);
    }

    @Test
    void windowsLineEndsKeepTheLineNumber() {
        NsScriptException refusal = catchThrowableOfType(NsScriptException.class, () -> new NsEvaluator()
                .check(NsScripts.around("\nfoo").replace("\n", "\r\n")));

        assertThat(refusal.line()).hasValue(8);
        assertThat(refusal.lineText()).isEqualTo("foo");
    }

    @Test
    void tarfilesAreCheckedWhereTheTestbedNamesThem() throws Exception {
        ParserSettings usual = ParserSettings.usual();
        ParserSettings strict = new ParserSettings(
                2,
                2,
                10,
                usual.hardwareTypes(),
                usual.remoteTypes(),
                usual.images(),
                Optional.of(java.util.List.of("/proj/there.tgz")));
        NsEvaluator evaluator = new NsEvaluator("otclsh", strict, NsEvaluator.DEFAULT_TIME);

        evaluator.evaluate("p", "e", NsScripts.around("tb-set-node-tarfiles $a /x /proj/there.tgz"));
        assertThatThrownBy(() ->
                        evaluator.evaluate("p", "e", NsScripts.around("tb-set-node-tarfiles $a /x /proj/missing.tgz")))
                .hasMessageContaining("'/proj/missing.tgz' does not exist");
    }

    @Test
    void noFolderIsLeftBehind() throws Exception {
        Evaluation evaluation = new NsEvaluator()
                .evaluation("p", "e", NsScripts.around("file mkdir deep/er\nputs [open deep/er/file w] x\nputs [pwd]"));

        Path folder = Path.of(evaluation.printed().strip());
        assertThat(folder.getFileName().toString()).startsWith("overtap-ns");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aThousandNodesTakeSeconds() throws Exception {
        VirtualExperiment experiment = NsScripts.evaluate("""
                for {set i 0} {$i < 1000} {incr i} {
                    set n($i) [$ns node]
                    set l($i) [$ns duplex-link $n($i) $n([expr $i / 3]) 100Mb 10ms DropTail]
                }
                """);

        assertThat(experiment.lans()).hasSize(2000);
        assertThat(experiment.lans().stream().map(row -> row.get("ip")).distinct())
                .hasSize(2000);
    }
}
