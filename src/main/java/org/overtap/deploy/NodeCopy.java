package org.overtap.deploy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * What a node's folder tells of the deployment, for those who lost its state file: what is on the node, and where
 * records are stored the whole state.
 *
 * @param id the deployment's id
 * @param experiment the experiment's name
 * @param node the node's name there
 * @param mode the plan's mode
 * @param timing the plan's
 * @param probes the plan's probes on the node
 * @param collectors the plan's collectors on the node
 * @param entries what is on the node
 * @param state the whole state as it was when this was written
 * @param by who wrote this: {@code USER@HOST}
 * @param written when, in seconds since 1970 by the clock of who wrote it; 0 where earlier versions did
 */
record NodeCopy(
        String id,
        String experiment,
        String node,
        String mode,
        PlanTiming timing,
        List<OverlayPlan.Probe> probes,
        List<OverlayPlan.Collector> collectors,
        List<JournalEntry> entries,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<JsonNode> state,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> by,
        long written) {
    static final String SCHEMA = "overtap/node/1";

    /** Its name in the deployment's folder. */
    static final String FILE = "journal.json";

    NodeCopy {
        if (id == null || experiment == null || node == null || mode == null) {
            throw new TopologyException("a node's copy of the journal needs id, experiment, node and mode");
        }
        probes = probes == null ? List.of() : List.copyOf(probes);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        entries = entries == null ? List.of() : List.copyOf(entries);
        state = state == null ? Optional.empty() : state.filter(JsonNode::isObject);
        by = by == null ? Optional.empty() : by.map(text -> text.replaceAll("[^\\x21-\\x7e]+", "_"));
    }

    /** What that node is to tell from now on. */
    static NodeCopy of(Deployment deployment, String node, String by) {
        OverlayPlan plan = deployment.plan();
        return new NodeCopy(
                deployment.id(),
                deployment.experiment(),
                node,
                plan.mode(),
                plan.timing(),
                plan.probes().stream().filter(p -> p.node().equals(node)).toList(),
                plan.collectors().stream().filter(c -> c.node().equals(node)).toList(),
                deployment.journal().on(node),
                stores(deployment, node)
                        ? Optional.of(JsonDocument.tree(Deployment.SCHEMA, deployment))
                        : Optional.empty(),
                Optional.of(by),
                Instant.now().getEpochSecond());
    }

    /** Whether records are stored on that node. */
    static boolean stores(Deployment deployment, String node) {
        return deployment.journal().on(node).stream()
                .anyMatch(entry -> entry.stands() && entry.daemon().output().isPresent());
    }

    String text() {
        return JsonDocument.text(JsonDocument.tree(SCHEMA, this));
    }

    /**
     * The whole state, where the node has it.
     *
     * @throws TopologyException if it makes no sense
     */
    Optional<Deployment> whole() {
        return state.map(tree ->
                        JsonDocument.parse(tree.toString(), FILE + " of " + node, Deployment.SCHEMA, Deployment.class))
                .filter(all -> all.id().equals(id) && all.experiment().equals(experiment));
    }

    /**
     * Reads it.
     *
     * @throws TopologyException if it makes no sense
     */
    static NodeCopy parse(String text, String node) {
        return JsonDocument.parse(text, FILE + " of " + node, SCHEMA, NodeCopy.class);
    }
}
