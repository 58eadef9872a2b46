package org.overtap.deploy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.overtap.overlay.OverlayPlan;
import org.overtap.topology.Topology;

/**
 * What really runs: the plan, and all that must be known to undo it.
 *
 * @param id a name that everything made on a node carries
 * @param experiment {@code project/experiment}
 * @param connection the settings under which the testbed was reached, without secrets
 * @param topology the experiment as it was when the plan was bound to it
 * @param plan the plan
 * @param touched nodes on which something was or may have been made
 * @param complete whether every step was carried out
 * @param collected whether the flow files were brought home since the last probe started
 */
public record Deployment(
        String id,
        String experiment,
        Map<String, String> connection,
        Topology topology,
        OverlayPlan plan,
        List<String> touched,
        boolean complete,
        boolean collected) {
    public static final String SCHEMA = "overtap/deployment/1";

    public Deployment {
        connection = connection == null ? Map.of() : Map.copyOf(connection);
        touched = touched == null ? List.of() : List.copyOf(new TreeSet<>(touched));
    }

    /** Where the deployment's files are on a node. */
    public String root() {
        return "/var/tmp/overtap-" + id;
    }

    /** The same, about to change those nodes too. */
    public Deployment touching(List<String> nodes) {
        TreeSet<String> all = new TreeSet<>(touched);
        all.addAll(nodes);
        return new Deployment(id, experiment, connection, topology, plan, List.copyOf(all), false, false);
    }

    /** The same with every step carried out. */
    public Deployment completed() {
        return new Deployment(id, experiment, connection, topology, plan, touched, true, collected);
    }

    /** The same with its flow files brought home. */
    public Deployment afterCollect() {
        return new Deployment(id, experiment, connection, topology, plan, touched, complete, true);
    }

    /** The same with another plan for the same experiment. */
    public Deployment replan(Topology newTopology, OverlayPlan newPlan) {
        return new Deployment(id, experiment, connection, newTopology, newPlan, touched, complete, collected);
    }
}
