package org.overtap.testbed.geni.rspec;

import java.util.List;
import java.util.Optional;
import org.overtap.topology.xml.XmlElement;

/**
 * A link or LAN of a manifest.
 *
 * @param element where it stands, for complaints
 * @param name its {@code client_id}
 * @param refs the interfaces on it
 * @param floods whether its switch was told not to learn addresses
 * @param traced how the testbed traces it, if it was asked to
 * @param pipes what is done to the traffic between its interfaces
 */
public record SliverLink(
        XmlElement element,
        String name,
        List<Ref> refs,
        boolean floods,
        Optional<String> traced,
        List<SliverPipe> pipes) {
    public SliverLink {
        refs = List.copyOf(refs);
        pipes = List.copyOf(pipes);
    }

    /**
     * An interface that it names.
     *
     * @param sliver by its sliver id, if that is told
     * @param id by its client id; empty if not told
     */
    public record Ref(Optional<String> sliver, String id) {
        @Override
        public String toString() {
            return id.isEmpty() ? sliver.orElse("?") : id;
        }
    }
}
