package org.overtap.cli.option;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.lifecycle.LoadRequest;
import org.overtap.overlay.ProbeLimits;
import picocli.CommandLine.Option;

/** What probing a node costs, and how much of it there may be. */
public final class CostOptions {
    @Option(
            names = "--cost",
            paramLabel = "NODE=N",
            split = ",",
            description = "probing this node costs N, zero or more (default: what the source says, else 1)")
    private List<String> costs = List.of();

    @Option(
            names = "--busyness",
            description = "a node costs 1 and its load average, where the testbed tells it: busy nodes are spared")
    private boolean busyness;

    @Option(names = "--max-probes", paramLabel = "N", description = "at most N nodes may run a probe")
    private Integer maxProbes;

    @Option(
            names = "--probe-cpu",
            paramLabel = "CORES",
            description = "no node may spend more than that many cores on probes when its links are full")
    private Double probeCpu;

    LoadRequest load() {
        return new LoadRequest(
                amounts(), busyness, new ProbeLimits(Optional.ofNullable(maxProbes), Optional.ofNullable(probeCpu)));
    }

    private Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> given = new LinkedHashMap<>();
        for (String text : costs) {
            int equals = text.lastIndexOf('=');
            if (equals < 1 || !text.substring(equals + 1).matches("-?[0-9]{1,9}(\\.[0-9]{1,3})?")) {
                throw new UsageException("--cost takes NODE=N, N a number like 3 or 2.5, not '" + text + "'");
            }
            String node = text.substring(0, equals);
            if (given.put(node, new BigDecimal(text.substring(equals + 1))) != null) {
                throw new UsageException("--cost gives " + node + " two costs");
            }
        }
        return given;
    }
}
