package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final String FILE = "/tmp/overtap-ns1/nsfile.ns";
    private static final String SCRIPT = "one\ntwo\nthree\n";

    @Test
    void theUsersLineIsReadFromTheTraceAndOurOwnFramesAreLeftOut() {
        String trace = "can't read \"x\": no such variable\n    while executing\n\"puts $x\"\n    (file \"" + FILE
                + "\" line 2)\n    invoked from within\n\"::real_source " + FILE + "\"\n    (\"uplevel\" body line 1)";

        Diagnosis diagnosis = Diagnosis.of("0\nerror\n" + trace, "", SCRIPT, FILE);

        assertThat(diagnosis.line()).isEqualTo(2);
        assertThat(diagnosis.lineText()).isEqualTo("two");
        assertThat(diagnosis.output())
                .isEqualTo("can't read \"x\": no such variable\n    while executing\n\"puts $x\"\n"
                        + "    (file \"nsfile.ns\" line 2)\n");
    }

    @Test
    void theFirstComplaintIsTheProblem() {
        String diagnostics = "*** WARNING: odd\n*** parse.tcl: \n    first.\n*** parse.tcl: \n    second.\n";

        Diagnosis diagnosis = Diagnosis.of("3\nerrors\n", diagnostics, SCRIPT, FILE);

        assertThat(diagnosis.problem()).isEqualTo("first.");
        assertThat(diagnosis.lineText()).isEqualTo("three");
        assertThat(diagnosis.output()).isEqualTo(diagnostics);
    }

    @Test
    void aLineBeyondTheScriptHasNoText() {
        assertThat(Diagnosis.of("9\nerrors\n", "", SCRIPT, FILE).lineText()).isEmpty();
    }
}
