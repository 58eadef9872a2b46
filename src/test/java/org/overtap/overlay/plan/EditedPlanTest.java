package org.overtap.overlay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.Planner;
import org.overtap.topology.Samples;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** Plans that somebody edited: what cannot be meant is told where it stands. */
class EditedPlanTest {
    @TempDir
    Path folder;

    private final String text = JsonDocument.text(
            PlanFile.document(Planner.lightweight(Samples.lan(3), PlanOptions.DEFAULT, InstrumentCatalogue.builtIn())));

    private Path edited(String before, String after) throws Exception {
        assertThat(text).contains(before);
        return Files.writeString(folder.resolve("plan.json"), text.replace(before, after));
    }

    /** The line that has that text, counted without any parser. */
    private int line(Path file, String part) throws Exception {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i + 1;
            }
        }
        throw new AssertionError(part);
    }

    @Test
    void onePlanIsReadAsItIs() throws Exception {
        assertThat(PlanFile.read(Files.writeString(folder.resolve("plan.json"), text))
                        .collectors())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "mode": "lightweight" | "mode": "nonsense" | mode | 'nonsense' is none of lightweight, heavyweight, budget
            "port": 9995 | "port": 22 | collectors[0].port | is not between 1024 and 65535
            "port": 9995 | "port": 70000 | collectors[0].port | is not between 1024 and 65535
            "port": 9995 | "port": -1 | collectors[0].port | is not between 1024 and 65535
            "sourceId": 1 | "sourceId": 0 | probes[0].interfaces[0].sourceId | between 1 and 65535
            "collector": "n3" | "collector": "n9" | probes[0].collector | where no collector is planned
            """)
    void whatCannotBeMeantIsToldWithLineAndField(String before, String after, String field, String why)
            throws Exception {
        Path file = edited(before, after);
        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(file + ":" + line(file, after) + ": " + field + ": ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"idle, -15, 15", "rotate, 0, 10", "active, 1, 60"})
    void timesThatCannotBeAreToldWithTheirField(String field, String after, String before) throws Exception {
        Path file = edited("\"" + field + "\": " + before, "\"" + field + "\": " + after);
        assertThatThrownBy(() -> PlanFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining(file + ":")
                .hasMessageContaining("timing: ")
                .hasMessageContaining(field + " " + after + " s");
    }

    @Test
    void oneNumberForTwoInterfacesOfANodeIsToldOnce() throws Exception {
        String twice = text.replaceFirst(
                "(?s)(\"interfaces\": \\[\\s*)(\\{[^}]*\\})",
                "$1$2, {\"name\": \"eth2\", \"segment\": \"lan1\", \"sourceId\": 1}");
        Path file = Files.writeString(folder.resolve("plan.json"), twice);
        assertThatThrownBy(() -> PlanFile.read(file))
                .hasMessageContaining("probes[0].interfaces[1].sourceId: source id 1 on n1 is not a number of its own")
                .hasMessageNotContaining("\n");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws Exception {
        Path file = Files.writeString(
                folder.resolve("plan.json"), text.replace("lightweight", "x").replace("9995", "22"));
        assertThatThrownBy(() -> PlanFile.read(file))
                .hasMessageContaining(": mode: ")
                .hasMessageContaining(": collectors[0].port: ");
    }
}
