package org.overtap.testbed.geni.rspec;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.DiscoveryNote;

/**
 * An experiment as all its manifests tell it.
 *
 * @param nodes its nodes, by name
 * @param links its links, by name, each with where it ends
 * @param expires when it ends, if that is told
 * @param additions what overtap had added
 * @param findings what was left out
 */
public record SliverExperiment(
        Map<String, SliverNode> nodes,
        Map<String, Ends> links,
        Optional<Instant> expires,
        ProfileAdditions additions,
        List<DiscoveryNote> findings) {
    public SliverExperiment {
        nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        links = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(links));
        findings = List.copyOf(findings);
    }

    /**
     * A link with where it ends.
     *
     * @param link the link
     * @param ends its ends, in the manifest's order
     */
    public record Ends(SliverLink link, List<SliverEnd> ends) {
        public Ends {
            ends = List.copyOf(ends);
        }
    }
}
