package org.overtap.overlay.collectors;

import java.util.ArrayList;
import java.util.List;
import org.overtap.overlay.plan.CollectorSizing;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanLimitException;

/**
 * What one node's probes send to one collector.
 *
 * @param node the probing node
 * @param instrument which probes
 * @param interfaces those of its interfaces that report there
 * @param recordsPerSecond expected from them together
 */
public record ExportSource(
        String node, String instrument, List<OverlayPlan.MonitoredInterface> interfaces, double recordsPerSecond) {
    public ExportSource {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * The export in parts that one collector takes each, split between interfaces in their order: itself where it is
     * small enough.
     *
     * @param rates records/s of each interface
     * @throws PlanLimitException if one interface alone sends more
     */
    public List<ExportSource> split(double[] rates, CollectorSizing sizing) {
        if (recordsPerSecond <= sizing.ceiling()) {
            return List.of(this);
        }
        List<ExportSource> parts = new ArrayList<>();
        List<OverlayPlan.MonitoredInterface> part = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < rates.length; i++) {
            requireTaken(interfaces.get(i), rates[i], sizing);
            if (sum + rates[i] > sizing.ceiling() && !part.isEmpty()) {
                parts.add(new ExportSource(node, instrument, part, sum));
                part = new ArrayList<>();
                sum = 0;
            }
            part.add(interfaces.get(i));
            sum += rates[i];
        }
        parts.add(new ExportSource(node, instrument, part, sum));
        return parts;
    }

    private void requireTaken(OverlayPlan.MonitoredInterface watched, double rate, CollectorSizing sizing) {
        if (rate > sizing.ceiling()) {
            throw new PlanLimitException(String.format(
                    java.util.Locale.ROOT,
                    "the probe on %s:%s alone is expected to export %.0f records/s, and one collector takes %.0f:"
                            + " plan with %s",
                    node,
                    watched.name(),
                    rate,
                    sizing.limit(),
                    sizing.remedy()));
        }
    }
}
