package org.overtap.lifecycle;

import java.math.BigDecimal;
import java.util.Map;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.NodeCosts;
import org.overtap.overlay.ProbeLimits;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Topology;

/**
 * What probing a node costs, and how much of it there may be.
 *
 * @param costs by node; where none is given, what the topology says, else 1
 * @param busyness whether a node costs its load average besides, where the testbed tells it
 * @param limits how many probes there may be, and what they may take of a node
 */
public record LoadRequest(Map<String, BigDecimal> costs, boolean busyness, ProbeLimits limits) {
    /** Every node costs what the topology says, and there may be any number of probes. */
    public static final LoadRequest NONE = new LoadRequest(Map.of(), false, ProbeLimits.NONE);

    public LoadRequest {
        costs = Map.copyOf(costs);
    }

    /** The topology with these costs; the very same one if there are none. */
    Topology priced(Topology topology) {
        return costs.isEmpty() && !busyness ? topology : NodeCosts.apply(topology, costs, busyness);
    }

    PlanOptions within(Topology topology, PlanRequest request, PlanOptions options) {
        return limits.within(topology, options, request.instruments().get(options.probe(), Instrument.Kind.PROBE));
    }
}
