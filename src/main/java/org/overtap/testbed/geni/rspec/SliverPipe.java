package org.overtap.testbed.geni.rspec;

import org.overtap.topology.Shaping;

/**
 * What is done to the traffic of one direction.
 *
 * @param from where it comes from, an interface's id or the end of one
 * @param to where it goes, likewise
 * @param shaping what is done to it
 */
public record SliverPipe(String from, String to, Shaping shaping) {
    /** Whether that interface is meant: pipes of a bridge call it by the end of its id. */
    static boolean means(String word, SliverPort port) {
        return word.equals(port.id())
                || word.equals(port.shortName())
                || port.sliver().filter(word::equals).isPresent();
    }

    /** Whether it shapes what comes from that interface. */
    public boolean comesFrom(SliverPort port) {
        return means(from, port);
    }
}
