package org.overtap.testbed.geni;

import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.ManifestBundle;
import org.overtap.testbed.geni.rspec.ProfileAdditions;
import org.overtap.testbed.geni.rspec.SliverExperiment;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.TopologyException;

/** Where the manifests of an experiment are had. */
interface ManifestSource {
    /**
     * All of them, as they are now.
     *
     * @throws TestbedException if whoever has them does not answer
     * @throws org.overtap.topology.TopologyException if what the user gave is no manifest
     */
    ManifestBundle read() throws TestbedException;

    /** Tells that what was read cannot be: the user is wrong where it is his own file, the testbed else. */
    default void complain(TopologyException complaint) throws TestbedException {
        throw complaint;
    }

    /** What is to be said of when that experiment ends; nothing where somebody has said it. */
    default Optional<DiscoveryNote> end(String experiment, SliverExperiment told) {
        return Optional.empty();
    }

    /** What overtap had added to the experiment that was read last, where somebody tells better than its manifests. */
    default Optional<ProfileAdditions> additions() {
        return Optional.empty();
    }
}
