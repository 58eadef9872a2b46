package org.overtap.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * What one node's probes send to one collector.
 *
 * @param node the probing node
 * @param instrument which probes
 * @param interfaces those of its interfaces that report there
 * @param recordsPerSecond expected from them together
 */
record Export(String node, String instrument, List<OverlayPlan.Watched> interfaces, double recordsPerSecond) {
    Export {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * The export in parts that one collector takes each, split between interfaces in their order: itself where it is
     * small enough.
     *
     * @param rates records/s of each interface
     * @throws PlanLimitException if one interface alone sends more
     */
    List<Export> split(double[] rates, CollectorSizing sizing) {
        if (recordsPerSecond <= sizing.ceiling()) {
            return List.of(this);
        }
        List<Export> parts = new ArrayList<>();
        List<OverlayPlan.Watched> part = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < rates.length; i++) {
            requireTaken(interfaces.get(i), rates[i], sizing);
            if (sum + rates[i] > sizing.ceiling() && !part.isEmpty()) {
                parts.add(new Export(node, instrument, part, sum));
                part = new ArrayList<>();
                sum = 0;
            }
            part.add(interfaces.get(i));
            sum += rates[i];
        }
        parts.add(new Export(node, instrument, part, sum));
        return parts;
    }

    private void requireTaken(OverlayPlan.Watched watched, double rate, CollectorSizing sizing) {
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
