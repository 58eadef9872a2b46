package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Help texts, in which options that belong together stand under a heading. */
class HelpGroupsTest {
    private static List<String> help(String command) {
        StringWriter said = new StringWriter();
        Main.run(new String[] {command, "--help"}, new PrintWriter(said), new PrintWriter(said));
        return said.toString().lines().toList();
    }

    /** The heading above the option's own line. */
    private static String above(List<String> help, String option) {
        int at = 0;
        while (!help.get(at).matches("\\s+(-\\w, )?" + option + "([= ].*)?")) {
            at++;
        }
        while (!help.get(at).matches("\\S.*:")) {
            at--;
        }
        return help.get(at);
    }

    @ParameterizedTest
    @CsvSource({
        "plan, --probe, What is deployed:",
        "plan, --exclude, Placement:",
        "plan, --max-probes, Placement:",
        "plan, --tap, 'What is covered, and what may be added:'",
        "plan, --cover, 'What is covered, and what may be added:'",
        "deploy, --discard-data, Changing the experiment:",
        "teardown, --reboot, Changing the experiment:",
        "verify, --format, Output:",
        "verify, --out, Output:",
        "plan, --svg, Output:",
        "flows, --csv, Output:",
        "flows, --by, What is asked:",
        "flows, --every, What is asked:",
        "status, --profile, Connection:",
    })
    void optionsStandUnderTheirHeading(String command, String option, String heading) {
        String pattern = option.equals("--reboot") ? "--\\[no-]reboot" : option;
        assertThat(above(help(command), pattern)).isEqualTo(heading);
    }

    @Test
    void aCommandsOwnOptionsComeFirst() {
        List<String> help = help("deploy");
        assertThat(help.indexOf("What is deployed:")).isPositive();
        assertThat(help.subList(0, help.indexOf("What is deployed:")))
                .anyMatch(line -> line.contains("--dry-run "))
                .noneMatch(line -> line.matches("\\s+--probe.*"));
    }

    /** What the words of all testbeds are kept under must not be an option's name: picocli would print them instead. */
    @Test
    void anOptionIsExplainedByItsOwnText() {
        String help = String.join(" ", help("deploy")).replaceAll("\\s+", " ");
        assertThat(help).contains("the testbed of a plan file's experiment (default: emulab)");
    }

    @Test
    void noHeadingStandsAlone() {
        assertThat(help("instruments")).contains("Output:").noneMatch(line -> line.equals("Placement:"));
    }
}
