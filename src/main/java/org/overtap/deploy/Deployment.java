package org.overtap.deploy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.overtap.overlay.OverlayPlan;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

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
 * @param script what was done to the experiment's script, if anything
 * @param collectedTo the folder that flow files were last brought home to
 */
public record Deployment(
        String id,
        String experiment,
        Map<String, String> connection,
        Topology topology,
        OverlayPlan plan,
        List<String> touched,
        boolean complete,
        boolean collected,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ScriptChange> script,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> collectedTo) {
    public static final String SCHEMA = "overtap/deployment/1";

    public Deployment {
        if (id == null || !id.matches("[A-Za-z0-9]{1,40}") || experiment == null || topology == null || plan == null) {
            throw new TopologyException("a deployment needs a plain id, an experiment, a topology and a plan");
        }
        connection = connection == null ? Map.of() : Map.copyOf(connection);
        touched = touched == null ? List.of() : List.copyOf(new TreeSet<>(touched));
        script = script == null ? Optional.empty() : script;
        collectedTo = collectedTo == null ? Optional.empty() : collectedTo;
    }

    /**
     * The experiment's own script and the one that was sent in its place. Kept from before anything is sent until the
     * original is back.
     *
     * @param original the text to be put back, byte for byte
     * @param sent the text with machines added
     * @param arrived whether the experiment runs with it
     * @param machines how many machines the experiment had before
     * @param leaving whether the original is on its way back
     * @param before the experiment without the added machines, on which a later plan starts from
     * @param how how the experiment got the script, which is how it gets its own again unless told otherwise
     */
    public record ScriptChange(
            Revision original,
            Revision sent,
            boolean arrived,
            int machines,
            boolean leaving,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Topology> before,
            ModifyMode how) {
        public ScriptChange {
            before = before == null ? Optional.empty() : before;
            how = how == null ? ModifyMode.DEFAULT : how;
        }

        ScriptChange afterArrival() {
            return new ScriptChange(original, sent, true, machines, false, before, how);
        }

        ScriptChange onItsWayBack(Revision own, ModifyMode way) {
            return new ScriptChange(own, sent, arrived, machines, true, before, way);
        }

        ScriptChange edited(Proposal now, Topology own) {
            return new ScriptChange(
                    now.original(), now.standing(), arrived, own.nodes().size(), leaving, Optional.of(own), how);
        }
    }

    /** A deployment of which nothing is made yet. */
    public static Deployment planned(String id, Map<String, String> connection, Topology topology, OverlayPlan plan) {
        return new Deployment(
                id,
                topology.experiment(),
                connection,
                topology,
                plan,
                List.of(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** Where the deployment's files are on a node. */
    public String root() {
        return "/var/tmp/overtap-" + id;
    }

    /**
     * Whether a collector may have stored flows that were never brought home. A deployment that broke off half-way may
     * have: its collectors run, or ran before the plan was changed.
     */
    public boolean holdsUncollected() {
        return !touched.isEmpty() && !collected;
    }

    /** The same, about to change those nodes too. */
    public Deployment touching(List<String> nodes) {
        TreeSet<String> all = new TreeSet<>(touched);
        all.addAll(nodes);
        return with(topology, plan, List.copyOf(all), false, false, script);
    }

    /** Whether a script is on its way to the testbed or back, as far as is known. */
    public boolean changing() {
        return script.map(change -> !change.arrived() || change.leaving()).orElse(false);
    }

    /** The same with every step carried out. */
    public Deployment completed() {
        return with(topology, plan, touched, true, collected, script);
    }

    /** The same with its flow files brought home. */
    public Deployment afterCollect() {
        return with(topology, plan, touched, complete, true, script);
    }

    /** The same with its flow files brought home, into that folder. */
    public Deployment afterCollect(Path folder) {
        return new Deployment(
                id,
                experiment,
                connection,
                topology,
                plan,
                touched,
                complete,
                true,
                script,
                Optional.of(folder.toAbsolutePath().toString()));
    }

    /** The same with another plan for the same experiment. */
    public Deployment replan(Topology newTopology, OverlayPlan newPlan) {
        return with(newTopology, newPlan, touched, complete, collected, script);
    }

    /** The same on the experiment as it is now: on machines that are gone nothing is left to be removed. */
    public Deployment rebound(Topology newTopology, OverlayPlan newPlan) {
        List<String> there = touched.stream()
                .filter(node -> newTopology.node(node).isPresent())
                .toList();
        return with(newTopology, newPlan, there, complete, collected, script);
    }

    /** The same, about to send another script, or to have it answered: what ran before does not outlive that. */
    Deployment sending(ScriptChange change) {
        return with(topology, plan, touched, false, collected, Optional.of(change));
    }

    /** The same, knowing more of the script that was sent. */
    Deployment withScript(ScriptChange change) {
        return with(topology, plan, touched, complete, collected, Optional.of(change));
    }

    /** The same on an experiment that has its own script again. */
    Deployment withOwnScript() {
        return with(topology, plan, touched, complete, collected, Optional.empty());
    }

    /** The same with nothing left on any node. */
    public Deployment cleared() {
        return with(topology, plan, List.of(), false, collected, script);
    }

    private Deployment with(
            Topology itsTopology,
            OverlayPlan itsPlan,
            List<String> nodes,
            boolean all,
            boolean home,
            Optional<ScriptChange> itsScript) {
        return new Deployment(
                id, experiment, connection, itsTopology, itsPlan, nodes, all, home, itsScript, collectedTo);
    }
}
