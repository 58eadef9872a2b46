package org.overtap.testbed.geni.rspec;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one aggregate tells of an experiment.
 *
 * @param source what it was read from
 * @param nodes its nodes; those that are another aggregate's are told without a sliver id
 * @param links its links and LANs
 * @param expires when the experiment ends, if that is told
 * @param additions what overtap had added, as the profile's parameter tells it
 */
public record Manifest(
        String source,
        List<SliverNode> nodes,
        List<SliverLink> links,
        Optional<Instant> expires,
        ProfileAdditions additions) {
    public Manifest {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /** The aggregates that it has nodes of, by their URNs. */
    public Set<String> aggregates() {
        Set<String> found = new TreeSet<>();
        nodes.stream()
                .filter(node -> node.sliver().isPresent())
                .map(SliverNode::aggregate)
                .forEach(found::add);
        return found;
    }
}
