package org.overtap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.overtap.topology.file.JsonDocument;

class KernelScoresTest {
    private static String score(String benchmark, String problem, double score, String error) {
        return """
                {"jmhVersion": "1.37", "benchmark": "org.overtap.placement.%s", "mode": "avgt", "forks": 2,
                 "measurementIterations": 5, "params": {"problem": "%s"},
                 "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "ms/op", "rawData": [[1.0]]}}
                """.formatted(benchmark, problem, score, error);
    }

    private static List<Kernel> read(String... scores) throws JsonProcessingException {
        return KernelScores.of(
                JsonDocument.mapper().readTree(Stream.of(scores).collect(Collectors.joining(",", "[", "]"))));
    }

    @Test
    void aScoreIsReadWithItsProblemAndItsError() throws Exception {
        Kernel kernel =
                read(score("BuildKernel.overtap", "ba-10000", 1.5, "0.25")).get(0);
        assertThat(kernel.benchmark()).isEqualTo("build");
        assertThat(kernel.family()).isEqualTo("ba");
        assertThat(kernel.size()).isEqualTo(10_000);
        assertThat(kernel.tool()).isEqualTo("overtap");
        assertThat(kernel.score()).isEqualTo(1.5);
        assertThat(kernel.error()).isEqualTo(0.25);
        assertThat(kernel.unit()).isEqualTo("ms/op");
        assertThat(kernel.forks()).isEqualTo(2);
        assertThat(kernel.iterations()).isEqualTo(5);
        assertThat(kernel.peer()).isEmpty();
    }

    @Test
    void theRatioIsToTheFastestPeerOnTheSameProblem() throws Exception {
        List<Kernel> kernels = read(
                score("CoverKernel.reduce", "ba-10000", 2, "0.2"),
                score("CoverKernel.jgraphtGreedyVCImpl", "ba-10000", 40, "2"),
                score("CoverKernel.jgraphtClarksonTwoApproxVCImpl", "ba-10000", 60, "2"),
                score("CoverKernel.jgraphtGreedyVCImpl", "grid-10000", 4, "2"),
                score("BuildKernel.jgraphtDefaultUndirectedGraph", "ba-10000", 1, "2"));
        Kernel.Peer peer = kernels.get(1).peer().orElseThrow();
        assertThat(kernels)
                .extracting(kernel -> kernel.benchmark() + " " + kernel.family() + " " + kernel.tool())
                .containsExactly(
                        "build ba JGraphT DefaultUndirectedGraph",
                        "cover ba overtap reduce",
                        "cover ba JGraphT GreedyVCImpl",
                        "cover ba JGraphT ClarksonTwoApproxVCImpl",
                        "cover grid JGraphT GreedyVCImpl");
        assertThat(peer.tool()).isEqualTo("JGraphT GreedyVCImpl");
        assertThat(peer.ratio()).isCloseTo(20, within(1e-9));
        assertThat(peer.error()).as("10 % of ours and 5 % of theirs").isCloseTo(3, within(1e-9));
        assertThat(kernels).filteredOn(kernel -> kernel.peer().isPresent()).hasSize(1);
    }

    @Test
    void anErrorThatIsUnknownStaysSo() throws Exception {
        Kernel kernel =
                read(score("CheckKernel.overtap", "ba-10000", 1, "\"NaN\"")).get(0);
        assertThat(kernel.error()).isNaN();
        assertThat(kernel.line()).contains("NaN");
    }

    @Test
    void linesStandUnderTheHead() throws Exception {
        List<Kernel> kernels = read(
                score("CoverKernel.reduce", "lanmesh-10000", 2, "0.2"),
                score("CoverKernel.jgraphtGreedyVCImpl", "lanmesh-10000", 40, "2"));
        assertThat(kernels.get(0).line()).endsWith("ms/op  20.0 +- 3.0 times");
        assertThat(kernels.get(1).line()).endsWith("ms/op  -");
        assertThat(kernels).allSatisfy(kernel -> assertThat(kernel.line().indexOf("ms/op"))
                .isEqualTo(Kernel.HEAD.indexOf("unit")));
    }
}
