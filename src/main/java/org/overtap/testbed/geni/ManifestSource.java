package org.overtap.testbed.geni;

import java.util.List;
import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.Manifest;
import org.overtap.testbed.geni.rspec.ProfileAdditions;

/** Where the manifests of an experiment are had. */
interface ManifestSource {
    /**
     * All of them, as they are now.
     *
     * @throws TestbedException if whoever has them does not answer
     * @throws org.overtap.topology.TopologyException if what the user gave is no manifest
     */
    List<Manifest> read() throws TestbedException;

    /** What overtap had added to the experiment that was read last, where somebody tells better than its manifests. */
    default Optional<ProfileAdditions> additions() {
        return Optional.empty();
    }
}
