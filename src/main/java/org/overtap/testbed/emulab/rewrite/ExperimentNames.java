package org.overtap.testbed.emulab.rewrite;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * What is known of the experiment whose script is rewritten.
 *
 * @param nodes names of nodes, bridges and shapers included
 * @param segments {@code link} or {@code lan} by the name of the segment
 * @param addressesAssignedLater whether the script says {@code tb-use-ipassign 1}
 * @param untappable why a segment cannot be tapped, by its name: bridged or wide-area
 */
public record ExperimentNames(
        Set<String> nodes,
        Map<String, String> segments,
        boolean addressesAssignedLater,
        Map<String, String> untappable) {

    /** What discovery puts between the names of links that bridges join; no script can give such a name. */
    public static final String JOINED = "+";

    public ExperimentNames {
        nodes = Set.copyOf(nodes);
        segments = Map.copyOf(segments);
        untappable = Map.copyOf(untappable);
    }

    /**
     * What a topology tells: of bridges the names that no script can give; not of later addresses or wide-area links.
     */
    public static ExperimentNames of(Topology topology) {
        Set<String> nodes = topology.nodes().stream().map(Node::name).collect(Collectors.toSet());
        Map<String, String> segments =
                topology.segments().stream().collect(Collectors.toMap(Segment::name, Segment::kind));
        Map<String, String> bridged = segments.keySet().stream()
                .filter(name -> name.contains(JOINED))
                .collect(
                        Collectors.toMap(
                                name -> name,
                                name ->
                                        "bridges of the script's own join it from several links. Plan with --mode lightweight"));
        return new ExperimentNames(nodes, segments, false, bridged);
    }

    /** What is called so already, if anything. */
    Optional<String> taken(String name) {
        Map<String, String> all = new TreeMap<>();
        segments.forEach((segment, kind) -> all.put(ScriptLimits.folded(segment), "a " + kind + " of the experiment"));
        nodes.forEach(node -> all.put(ScriptLimits.folded(node), "a node of the experiment"));
        return Optional.ofNullable(all.get(ScriptLimits.folded(name)));
    }

    /** Why this tap cannot be, if it cannot. */
    Optional<String> refusal(Tap tap) {
        String segment = tap.segment();
        if (!segments.containsKey(segment)) {
            return Optional.of("the experiment has no segment " + segment + ", only "
                    + segments.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (untappable.containsKey(segment)) {
            return Optional.of(segment + " cannot be tapped: " + untappable.get(segment));
        }
        if (tap.replacesSegment() && addressesAssignedLater) {
            return Optional.of("the script leaves its addresses to a later program (tb-use-ipassign), which would give"
                    + " others when " + segment + " is replaced: use a shaper tap");
        }
        return tap.refusalOn(segments.get(segment));
    }
}
