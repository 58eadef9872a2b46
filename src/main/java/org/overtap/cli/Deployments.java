package org.overtap.cli;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.StateFile;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanCheck;
import org.overtap.topology.Topology;

/** Makes the deployment that a deploy should end with. */
final class Deployments {
    private Deployments() {}

    /**
     * Makes sure that what the state file remembers stands on the testbed that is now meant: two sites may well have
     * an experiment of one name.
     */
    static void requireSameTestbed(StateFile state, String source, Settings now, Map<String, String> environment) {
        String experiment = Source.experiment(source);
        Optional<String> before = state.read(experiment)
                .flatMap(standing -> Source.site(source, Settings.of(standing.connection(), environment)));
        Optional<String> site = Source.site(source, now);
        if (before.isPresent() && site.isPresent() && !before.equals(site)) {
            throw new UsageException(state.path() + " remembers a deployment on " + experiment + " at " + before.get()
                    + ", and this one is at " + site.get() + ": give it a state file of its own with --state");
        }
    }

    /** The one that stands with the plan renewed, or a fresh one with an id of its own. */
    static Deployment wanted(
            StateFile state,
            Map<String, String> given,
            Topology topology,
            OverlayPlan plan,
            InstrumentCatalogue instruments) {
        PlanCheck.require(topology, plan);
        Optional<Deployment> standing = state.read(topology.experiment());
        if (standing.isPresent()) {
            // Where machines were added, the topology is that without them: what runs there is still to be stopped.
            boolean asItIs =
                    standing.get().modification().isEmpty() && plan.change().isEmpty();
            return asItIs
                    ? standing.get().rebound(topology, plan, instruments)
                    : standing.get().replan(topology, plan, instruments);
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return Deployment.planned(id, given, topology, plan, instruments);
    }
}
