package org.overtap.overlay.cover;

import java.math.BigDecimal;
import java.util.Collection;
import org.overtap.overlay.plan.PlanException;
import org.overtap.topology.Topology;

/**
 * Costs as whole numbers, which the search needs: the user's own where all of them are whole, thousandths otherwise.
 *
 * @param factor what the user's numbers are multiplied by: 1 or 1000
 */
public record CostScale(int factor) {
    private static final long MOST = 1_000_000_000;

    static CostScale of(Collection<BigDecimal> costs) {
        return new CostScale(costs.stream().allMatch(CostScale::isWhole) ? 1 : 1000);
    }

    public static CostScale of(Topology topology) {
        return of(topology.nodes().stream().flatMap(n -> n.cost().stream()).toList());
    }

    public boolean inThousandths() {
        return factor > 1;
    }

    /** What the plan says of it. */
    public String note() {
        return "not all costs are whole numbers: the plan's cost and its bound are in thousandths";
    }

    public long apply(String node, BigDecimal cost) {
        double scaled = cost.doubleValue() * factor;
        if (cost.signum() < 0) {
            throw new PlanException("node " + node + " costs " + cost + ": a cost cannot be negative");
        }
        if (scaled > MOST) {
            throw new PlanException("node " + node + " costs " + cost + ": the largest cost is " + MOST / factor);
        }
        return Math.round(scaled);
    }

    private static boolean isWhole(BigDecimal cost) {
        return cost.doubleValue() == Math.rint(cost.doubleValue());
    }
}
