package org.overtap.overlay.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a plan, perhaps edited by hand, cannot be meant, on whichever experiment. */
final class PlanFaults {
    /** Below are those that only root may listen on, where a node's own services are. */
    static final int LEAST_PORT = 1024;

    static final int MOST_PORT = 65535;

    private static final List<String> MODES = List.of("lightweight", "heavyweight", "budget");
    private static final Set<String> TRANSPORTS = Set.of("udp", "tcp");
    private static final int MOST_SOURCE_ID = 65535;

    private final OverlayPlan plan;
    private final Map<String, String> faults = new LinkedHashMap<>();

    private PlanFaults(OverlayPlan plan) {
        this.plan = plan;
    }

    /** By field, in the way of {@code collectors[0].port}, what is wrong with it. */
    static Map<String, String> of(OverlayPlan plan) {
        PlanFaults found = new PlanFaults(plan);
        found.check();
        return found.faults;
    }

    private void check() {
        fault(!MODES.contains(plan.mode()), "mode", quoted(plan.mode()) + " is none of " + String.join(", ", MODES));
        Set<String> nodes = new HashSet<>();
        for (int i = 0; i < plan.collectors().size(); i++) {
            check("collectors[" + i + "]", plan.collectors().get(i), nodes);
        }
        Set<String> sources = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < plan.probes().size(); i++) {
            check("probes[" + i + "]", plan.probes().get(i), sources, places);
        }
    }

    private void check(String field, OverlayPlan.Collector collector, Set<String> nodes) {
        fault(!nodes.add(collector.node()), field + ".node", "there are two collectors on " + collector.node());
        fault(
                collector.port() < LEAST_PORT || collector.port() > MOST_PORT,
                field + ".port",
                "port " + collector.port() + " of the collector on " + collector.node() + " is not between "
                        + LEAST_PORT + " and " + MOST_PORT);
        String transport = collector.transport().orElse("udp");
        fault(!TRANSPORTS.contains(transport), field + ".transport", quoted(transport) + " is neither udp nor tcp");
    }

    private void check(String field, OverlayPlan.Probe probe, Set<String> sources, Set<String> places) {
        probe.collector()
                .filter(node -> plan.collector(node).isEmpty())
                .ifPresent(node -> fault(
                        true,
                        field + ".collector",
                        "the probe on " + probe.node() + " reports to " + node + ", where no collector is planned"));
        List<OverlayPlan.MonitoredInterface> interfaces = probe.interfaces();
        for (int i = 0; i < interfaces.size(); i++) {
            OverlayPlan.MonitoredInterface watched = interfaces.get(i);
            String at = field + ".interfaces[" + i + "]";
            fault(
                    !places.add(probe.node() + "\0" + watched.name() + "\0" + watched.segment()),
                    at + ".name",
                    "the probe on " + probe.node() + ":" + watched.name() + " is listed twice");
            fault(
                    watched.sourceId() < 1
                            || watched.sourceId() > MOST_SOURCE_ID
                            || !sources.add(probe.node() + "\0" + watched.sourceId()),
                    at + ".sourceId",
                    "source id " + watched.sourceId() + " on " + probe.node()
                            + " is not a number of its own between 1 and " + MOST_SOURCE_ID);
        }
    }

    private void fault(boolean found, String field, String sentence) {
        if (found) {
            faults.put(field, sentence);
        }
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }
}
