package org.overtap.testbed;

import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.FreeNodes;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** A running experiment on some testbed. */
public interface Testbed extends AutoCloseable {
    /** {@code project/experiment}. */
    String experiment();

    /**
     * Reads the instantiated topology: from the testbed, then from the shaper nodes themselves.
     *
     * @throws TestbedException if the testbed or a shaper does not answer, or answers something that cannot be
     */
    Topology discover() throws TestbedException;

    /**
     * A shell on the node; the session is reused.
     *
     * @throws ShellException if the node cannot be reached or its host key is not the pinned one
     */
    Shell shell(Node node) throws ShellException;

    /** The machines that the testbed could still give to this experiment; empty if it cannot tell. */
    Optional<FreeNodes> freeNodes() throws TestbedException;

    /** How many of them are of which hardware type; empty if the testbed does not tell. May take a while. */
    default Map<String, Integer> freeByType() throws TestbedException {
        return Map.of();
    }

    /**
     * Whether the experiment has machines at present. One that was swapped out has none, and what was on them is gone.
     *
     * @throws TestbedException if the testbed does not answer
     */
    default boolean hasMachines() throws TestbedException {
        return true;
    }

    /** How machines are added to the experiment; empty where the testbed cannot do that. */
    default Optional<Preparer> preparer() {
        return Optional.empty();
    }

    /** Ends every session. */
    @Override
    void close();
}
