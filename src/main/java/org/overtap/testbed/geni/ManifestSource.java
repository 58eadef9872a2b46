package org.overtap.testbed.geni;

import java.util.List;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.rspec.Manifest;

/** Where the manifests of an experiment are had. */
interface ManifestSource {
    /**
     * All of them, as they are now.
     *
     * @throws TestbedException if whoever has them does not answer
     * @throws org.overtap.topology.TopologyException if what the user gave is no manifest
     */
    List<Manifest> read() throws TestbedException;
}
