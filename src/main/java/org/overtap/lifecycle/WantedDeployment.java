package org.overtap.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.overtap.deploy.journal.Deployment;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanCheck;
import org.overtap.topology.Topology;

/** Makes the deployment that a deploy should end with. */
final class WantedDeployment {
    private WantedDeployment() {}

    /**
     * The one that stands with the plan renewed, or a fresh one with an id of its own.
     *
     * @param given settings that a fresh one remembers
     * @param instruments those that the plan may use
     */
    static Deployment of(
            Optional<Deployment> standing,
            Map<String, String> given,
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue instruments) {
        PlanCheck.require(topology, plan);
        if (standing.isPresent()) {
            // Where machines are to be added, the topology is that without them: what runs there is still to be
            // stopped.
            return plan.change().isEmpty()
                    ? standing.get().rebound(topology, plan, instruments)
                    : standing.get().replan(topology, plan, instruments);
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return Deployment.planned(id, given, topology, plan, instruments);
    }
}
