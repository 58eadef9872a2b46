package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.overtap.testbed.TestbedException;

/** A portal that is asked about one experiment. */
public interface Portal {
    /**
     * The experiment as it is now; empty if the portal itself says that there is none of that name (any more).
     *
     * @throws TestbedException if the portal does not answer, or not to this user, or something else than it does
     */
    Optional<PortalExperiment> experiment() throws TestbedException;

    /**
     * The manifests, XML by the URN of their aggregate. One that does not answer is missing, or empty.
     *
     * @throws TestbedException if the portal does not answer
     * @throws org.overtap.topology.TopologyException if what it answers are no manifests
     */
    Map<String, String> manifests() throws TestbedException;

    /**
     * Gives the experiment's profile other parameters; the testbed then does what follows from them.
     *
     * @throws TestbedException if the portal does not take them, or cannot be asked for that in this way
     */
    void bind(Map<String, JsonNode> bindings) throws TestbedException;

    /** Why it cannot be asked to {@link #bind}; empty where it can. */
    Optional<String> unchanging();

    /**
     * How many machines of that type could be had now, for a day; empty if that cannot be asked for in this way.
     *
     * @param aggregate the URN of the aggregate that has them
     */
    OptionalInt free(String aggregate, String type) throws TestbedException;
}
