package org.overtap.overlay;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.instrument.Instrument;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;
import org.overtap.topology.VantagePoint;

/**
 * What probes may take.
 *
 * @param probes at most so many probing nodes
 * @param cores at most so much of a node's CPU, in cores, where every link is full of packets of 500 bytes
 */
public record ProbeLimits(Optional<Integer> probes, Optional<Double> cores) {
    public static final ProbeLimits NONE = new ProbeLimits(Optional.empty(), Optional.empty());

    private static final double BITS_PER_PACKET = 500 * 8.0;
    private static final long USUAL_KBIT = 100_000;

    public ProbeLimits {
        if (probes.filter(n -> n < 0).isPresent()) {
            throw new PlanException("the number of probes cannot be limited to " + probes.get());
        }
        if (cores.filter(c -> !(c >= 0)).isPresent()) {
            throw new PlanException("the CPU of probes cannot be limited to " + cores.get() + " cores");
        }
    }

    /** The options without the nodes on which probes would take more CPU than that. */
    public PlanOptions within(Topology topology, PlanOptions options, Instrument probe) {
        if (cores.isEmpty()) {
            return options;
        }
        Set<String> able = new TreeSet<>();
        Map<String, Double> load = load(topology, probe);
        for (Node node : topology.nodes()) {
            boolean fits = load.getOrDefault(node.name(), 0.0) <= cores.get();
            if (fits && options.mayProbe(node.name())) {
                able.add(node.name());
            }
        }
        if (able.isEmpty()) {
            throw new PlanLimitException(String.format(
                    Locale.ROOT,
                    "on every node that may run one, probes would take more than %.3f cores: raise --probe-cpu",
                    cores.get()));
        }
        return options.allowing(able);
    }

    /** Cores that probes on all interfaces of a node take. */
    static Map<String, Double> load(Topology topology, Instrument probe) {
        Map<String, Double> load = new HashMap<>();
        for (Segment segment : topology.segments()) {
            double packets = 2 * kbit(segment) * 1000 / BITS_PER_PACKET;
            for (VantagePoint vantage : VantagePoint.of(segment)) {
                // What a switch shows it shows by itself.
                if (!segment.carrier().map(CarryingSwitch::endpoint).equals(Optional.of(vantage.at()))) {
                    load.merge(vantage.node(), packets / 100_000 * probe.cpuPer100kpps(), Double::sum);
                }
            }
        }
        return load;
    }

    private static long kbit(Segment segment) {
        long most = segment.members().stream()
                .map(Member::out)
                .mapToLong(shape -> shape.kbitPerSecond())
                .max()
                .orElse(0);
        return most > 0 ? most : USUAL_KBIT;
    }

    /** How many nodes of a plan run a probe. */
    public static int nodes(OverlayPlan plan) {
        return (int)
                plan.probes().stream().map(OverlayPlan.Probe::node).distinct().count();
    }

    /** Whether the plan has no more probing nodes than allowed. */
    public boolean keptBy(OverlayPlan plan) {
        return probes.isEmpty() || nodes(plan) <= probes.get();
    }

    /**
     * Does nothing if the plan keeps to the limits.
     *
     * @throws PlanLimitException with the reason if it does not
     */
    public void require(OverlayPlan plan) {
        int nodes = nodes(plan);
        if (!keptBy(plan)) {
            String least = plan.bound().proven() && plan.bound().cost() == nodes
                    ? "no plan with fewer sees everything"
                    : "at least " + plan.bound().lowerBound() + " are needed, this plan was the best found";
            throw new PlanLimitException(nodes + " nodes must run a probe and only " + probes.get() + " may: " + least
                    + "; allow more, or add machines with --extra-nodes");
        }
    }
}
