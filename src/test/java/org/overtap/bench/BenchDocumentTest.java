package org.overtap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.bench.flows.FlowTiming;
import org.overtap.topology.file.JsonDocument;

class BenchDocumentTest {
    private static final Measured ROW = new Measured("ba", 10, "overtap", 0.5, 90, 4, 4, "");
    private static final Kernel KERNEL =
            new Kernel("build", "ba", 10, "overtap", 1.5, 0.25, "ms/op", 2, 5, Optional.empty());

    private static final FlowTiming FLOWS = new FlowTiming("Parquet", 10, 2.5, "print", 2, 1.25, 1.3, 300, 512);

    private static JsonNode written(List<Measured> rows, List<Kernel> kernels, List<String> faults) throws Exception {
        return JsonDocument.mapper()
                .readTree(JsonDocument.text(BenchDocument.of(rows, 0.2149, kernels, List.of(FLOWS), faults)));
    }

    @Test
    void rowsAndKernelsAreInOneDocument() throws Exception {
        JsonNode document = written(List.of(ROW), List.of(KERNEL), List.of());
        assertThat(document.get("schema").asText()).isEqualTo("overtap/bench/1");
        assertThat(document.get("growthExponent").asDouble()).isEqualTo(0.21);
        assertThat(document.at("/rows/0/probes").asInt()).isEqualTo(4);
        assertThat(document.at("/kernels/0/benchmark").asText()).isEqualTo("build");
        assertThat(document.at("/kernels/0/size").asInt()).isEqualTo(10);
        assertThat(document.at("/kernels/0/score").asDouble()).isEqualTo(1.5);
        assertThat(document.at("/kernels/0/error").asDouble()).isEqualTo(0.25);
        assertThat(document.at("/kernels/0/unit").asText()).isEqualTo("ms/op");
        assertThat(document.at("/kernels/0/forks").asInt()).isEqualTo(2);
        assertThat(document.at("/kernels/0/iterations").asInt()).isEqualTo(5);
        assertThat(document.at("/flows/0/ratio").asDouble()).isEqualTo(1.25);
        assertThat(document.at("/flows/0/peakMiB").asInt()).isEqualTo(300);
        assertThat(document.get("faults")).isEmpty();
    }

    @Test
    void aKernelWithoutAPeerTellsNone() throws Exception {
        JsonNode kernels = written(List.of(), List.of(KERNEL, KERNEL.against(KERNEL)), List.of())
                .get("kernels");
        assertThat(kernels.get(0).has("peer")).isFalse();
        assertThat(kernels.get(1).at("/peer/tool").asText()).isEqualTo("overtap");
        assertThat(kernels.get(1).at("/peer/ratio").asDouble()).isEqualTo(1);
    }

    @Test
    void faultsAreWritten() throws Exception {
        assertThat(written(List.of(), List.of(), List.of("a contradicts b"))
                        .at("/faults/0")
                        .asText())
                .isEqualTo("a contradicts b");
    }

    @Test
    void aRowWithoutAnAnswerHasDashesInItsColumns() {
        Measured none = new Measured("ba", 10, "SCIP", 60, 90, -1, 3, "");
        assertThat(ROW.line()).endsWith("4        4  proven").hasSameSizeAs(Measured.HEAD);
        assertThat(none.line()).endsWith("-        3       -").hasSameSizeAs(Measured.HEAD);
        assertThat(new Measured("ba", 10, "overtap", 60, 90, 4, 3, "").line()).endsWith("25.00 %");
    }

    @Test
    void timeThatDoublesWithEachDoublingIsLinear() {
        assertThat(Growth.exponent(new double[] {1, 2, 4}, new double[] {3, 6, 12}))
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }
}
