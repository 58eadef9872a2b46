package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.lifecycle.DryRun;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.topology.Samples;
import org.overtap.topology.file.JsonDocument;

class PrintersTest {
    private static String printed(PrintedTopology result, String format) throws IOException {
        StringWriter out = new StringWriter();
        Printers.find(PrintedTopology.class, format).orElseThrow().print(result, out);
        return out.toString();
    }

    @Test
    void aResultIsPrintedInTheFormatThatIsAskedFor() throws IOException {
        PrintedTopology result = new PrintedTopology(Samples.lan(3), false);
        assertThat(printed(result, "text")).endsWith("3 nodes, 1 segments, 3 conversations\n");
        assertThat(JsonDocument.mapper()
                        .readTree(printed(result, "json"))
                        .path("schema")
                        .asText())
                .isEqualTo("overtap/topology/1");
        assertThat(printed(result, "json")).endsWith("}\n");
    }

    @ParameterizedTest
    @ValueSource(classes = {PrintedPlan.class, PrintedCompactPlan.class, DryRun.class, TextAndDocument.class})
    void everyResultHasATextAndADocument(Class<?> result) {
        assertThat(Printers.formats(List.of(result))).containsExactly("text", "json");
    }

    @Test
    void whatOnlySomeResultsHaveIsSaidByItsName() {
        assertThat(Printers.find(PrintedPlan.class, "svg")).isEmpty();
        assertThat(Printers.find(NodeBudgetFrontier.class, "svg")).isPresent();
        assertThat(Printers.formats(List.of(PrintedPlan.class, NodeBudgetFrontier.class)))
                .containsExactly("text", "json", "svg");
        assertThat(Printers.nouns(List.of(PrintedPlan.class, NodeBudgetFrontier.class), "svg"))
                .containsExactly("the curve of --frontier");
    }
}
