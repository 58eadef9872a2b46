package org.overtap.overlay.flows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.overlay.plan.FlowPlan;
import org.overtap.placement.flows.FlowAssignment;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;

/** Who counts the flows between hosts, as a plan lists it: by address only where a host's addresses have several owners. */
final class ListedOwners {
    private ListedOwners() {}

    static List<FlowPlan.Owner> of(RoutedTopology network, FlowAssignment owners) {
        List<FlowPlan.Owner> all = new ArrayList<>();
        List<List<Integer>> targets = network.targets().byHost();
        for (int from = 0; from < network.ends().size(); from++) {
            for (int to = 0; to < network.ends().size(); to++) {
                all.addAll(of(network, owners, from, to, targets.get(to)));
            }
        }
        return all;
    }

    private static List<FlowPlan.Owner> of(
            RoutedTopology network, FlowAssignment owners, int from, int to, List<Integer> targets) {
        Map<Endpoint, List<IpAddress>> byOwner = new LinkedHashMap<>();
        int owned = 0;
        for (int target : targets) {
            int owner = owners.owner(from, target);
            if (owner != FlowAssignment.NOBODY) {
                owned++;
                byOwner.computeIfAbsent(network.counts(owner, from, target), at -> new ArrayList<>())
                        .addAll(network.targets().get(target).addresses());
            }
        }
        boolean all = byOwner.size() == 1 && owned == targets.size();
        List<FlowPlan.Owner> listed = new ArrayList<>();
        byOwner.forEach((at, addresses) -> listed.add(new FlowPlan.Owner(
                network.ends().get(from), network.ends().get(to), at.node(), at.iface(), all ? List.of() : addresses)));
        return listed;
    }
}
