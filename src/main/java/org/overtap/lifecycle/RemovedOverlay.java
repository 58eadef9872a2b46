package org.overtap.lifecycle;

import java.util.Optional;
import org.overtap.deploy.ExperimentModification;

/**
 * What a teardown did.
 *
 * @param id the deployment
 * @param experiment the experiment's name
 * @param nodes how many nodes were cleaned
 * @param leftovers processes and folders of the deployment that are still there
 * @param strays how many processes were ended that ran on though their folder was gone or did not know them
 * @param ownDescription whether the experiment has its own description, byte for byte
 * @param restored how it got it back; empty if nothing had to be put back, or something is left on nodes
 */
public record RemovedOverlay(
        String id,
        String experiment,
        int nodes,
        int leftovers,
        int strays,
        boolean ownDescription,
        Optional<Restored> restored) {

    /** The same, where the experiment turned out to have something of overtap's in its description. */
    RemovedOverlay withoutOwnDescription() {
        return new RemovedOverlay(id, experiment, nodes, leftovers, strays, false, restored);
    }

    /**
     * A description that was put back.
     *
     * @param noun what the testbed calls it
     * @param how how it was
     */
    public record Restored(String noun, ExperimentModification.Restored how) {}
}
