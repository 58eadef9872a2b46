package org.overtap.cli.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.report.format.TypedCommands;

class QuotedCommandsTest {
    private static final QuotedCommands HERE =
            new QuotedCommands("./overtap", Optional.of(new TypedCommands("./overtap", "fake:p/e", " --profile utah")));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "repeat 'overtap teardown'|repeat './overtap teardown fake:p/e --profile utah'",
                "'overtap deploy --take-over', or|'./overtap deploy fake:p/e --profile utah --take-over', or",
                "'overtap teardown fake:p/e'|'./overtap teardown fake:p/e --profile utah'",
                "'overtap mark fake:p/e r start'|'./overtap mark fake:p/e --profile utah r start'",
                "'overtap teardown fake:p/eve'|'./overtap teardown fake:p/eve'",
                "'overtap instruments --matrix'|'./overtap instruments --matrix'",
                "'overtap flows --help'|'./overtap flows --help'",
                "'overtap lab down x'|'./overtap lab down x'",
                "overtap deploy, pid 1|overtap deploy, pid 1",
                "'overtap' runs|'overtap' runs",
            })
    void whatIsQuotedCanBePasted(String text, String pasted) {
        assertThat(HERE.in(text)).isEqualTo(pasted);
    }

    @Test
    void whereNoExperimentIsNamedTheProgramIsTheUsersOwn() {
        QuotedCommands jar = new QuotedCommands("java -jar 'a $b.jar'", Optional.empty());
        assertThat(jar.in("'overtap deploy' and 'overtap status'"))
                .isEqualTo("'java -jar 'a $b.jar' deploy' and 'java -jar 'a $b.jar' status'");
    }

    @Test
    void whatIsPrintedInPiecesIsAsIfPrintedAtOnce() {
        StringWriter printed = new StringWriter();
        PrintWriter out = HERE.before(new PrintWriter(printed));
        out.print("end it: 'overt");
        out.print("ap teardown'");
        assertThat(printed.toString()).isEmpty();
        out.print("\nsure? ");
        assertThat(printed).hasToString("end it: './overtap teardown fake:p/e --profile utah'\n");
        out.flush();
        assertThat(printed.toString()).endsWith("\nsure? ");
    }
}
