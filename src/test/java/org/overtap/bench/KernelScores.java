package org.overtap.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * From JMH's own document to the rows of the table. A class {@code XyKernel} is the benchmark "xy", its method the
 * tool; methods called {@code jgrapht...} are the peers of the others.
 */
final class KernelScores {
    private static final String PEER = "jgrapht";
    private static final String PEERS_NAME = "JGraphT ";

    private KernelScores() {}

    /** The rows by part and problem, peers last; each of ours has its ratio to the fastest peer. */
    static List<Kernel> of(JsonNode results) {
        List<Kernel> scores = new ArrayList<>();
        results.forEach(result -> scores.add(score(result)));
        return scores.stream()
                .sorted(Comparator.comparing(Kernel::benchmark)
                        .thenComparing(Kernel::family)
                        .thenComparing(KernelScores::isPeer))
                .map(own -> isPeer(own)
                        ? own
                        : peerOf(own, scores).map(own::against).orElse(own))
                .toList();
    }

    private static Optional<Kernel> peerOf(Kernel own, List<Kernel> all) {
        return all.stream()
                .filter(KernelScores::isPeer)
                .filter(own::sameWorkAs)
                .min(Comparator.comparing(Kernel::score));
    }

    private static boolean isPeer(Kernel kernel) {
        return kernel.tool().startsWith(PEERS_NAME);
    }

    private static Kernel score(JsonNode result) {
        String[] name = result.get("benchmark").asText().split("\\.");
        String[] problem = result.at("/params/problem").asText().split("-");
        JsonNode metric = result.get("primaryMetric");
        return new Kernel(
                name[name.length - 2].replaceFirst("Kernel$", "").toLowerCase(Locale.ROOT),
                problem[0],
                Long.parseLong(problem[1]),
                tool(name[name.length - 1]),
                metric.get("score").asDouble(),
                metric.get("scoreError").asDouble(Double.NaN),
                metric.get("scoreUnit").asText(),
                result.get("forks").asInt(),
                result.get("measurementIterations").asInt(),
                Optional.empty());
    }

    private static String tool(String method) {
        if (method.startsWith(PEER)) {
            return PEERS_NAME + method.substring(PEER.length());
        }
        return method.equals("overtap") ? method : "overtap " + method;
    }
}
