package org.overtap.testbed.geni.portal;

import java.util.Map;
import java.util.Optional;
import org.overtap.testbed.TestbedException;

/** A portal that is asked about one experiment. */
public interface Portal {
    /**
     * The experiment as it is now; empty if there is none of that name (any more).
     *
     * @throws TestbedException if the portal does not answer, or not to this user
     */
    Optional<PortalExperiment> experiment() throws TestbedException;

    /**
     * The manifests, XML by the URN of their aggregate. One that does not answer is missing, or empty.
     *
     * @throws TestbedException if the portal does not answer
     */
    Map<String, String> manifests() throws TestbedException;
}
