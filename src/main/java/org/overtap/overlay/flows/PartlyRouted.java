package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.List;
import org.overtap.placement.flows.FlowPaths;

/** Hosts some of whose addresses others have no single path to, while they have one to the rest. */
final class PartlyRouted {
    private static final int MOST_NAMED = 5;

    private PartlyRouted() {}

    /** What to tell the user of them. */
    static List<String> notes(RoutedTopology network) {
        FlowPaths paths = network.paths();
        List<String> named = new ArrayList<>();
        for (List<Integer> targets : network.targets().byHost()) {
            for (int from = 0; from < paths.ends() && targets.size() > 1; from++) {
                int sender = from;
                List<Integer> lost = targets.stream()
                        .filter(target -> !paths.connected(sender, target) && paths.endOf(target) != sender)
                        .toList();
                if (lost.size() < targets.size()) {
                    lost.forEach(target -> named.add(network.ends().get(sender) + " to "
                            + network.targets().get(target).addresses().get(0)));
                }
            }
        }
        String more = named.size() > MOST_NAMED ? " and " + (named.size() - MOST_NAMED) + " more" : "";
        return named.isEmpty()
                ? List.of()
                : List.of(
                        "not to every address of a host is there a single path, and flows without one are not covered: "
                                + String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size()))) + more);
    }
}
