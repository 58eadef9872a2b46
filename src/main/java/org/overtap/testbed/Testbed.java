package org.overtap.testbed;

import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.shell.ShellException;
import org.overtap.topology.Node;
import org.overtap.topology.Topology;

/** A running experiment on some testbed. */
public interface Testbed extends AutoCloseable {
    /** The experiment's name, as its topology has it. */
    String experiment();

    /**
     * Reads the instantiated topology: from the testbed, and from the nodes what only they can tell.
     *
     * @throws TestbedException if the testbed or a node does not answer, or answers something that cannot be
     */
    Topology discover() throws TestbedException;

    /**
     * The node as it is to be worked on. Its session is reused, and ends with this testbed.
     *
     * @throws ShellException if the node cannot be reached or is not the one that it was
     */
    NodeHost host(Node node) throws ShellException;

    /** The machines that the testbed could still give to this experiment; empty if it cannot tell. */
    Optional<FreeNodes> freeNodes() throws TestbedException;

    /** How many of them are of which hardware type; empty if the testbed does not tell. May take a while. */
    default Map<String, Integer> freeByType() throws TestbedException {
        return Map.of();
    }

    /**
     * The machines that the testbed could give to another experiment, of the type that this one's are; empty if it cannot
     * tell. May take a while.
     */
    default Optional<FreeNodes> freeForAnother() throws TestbedException {
        return Optional.empty();
    }

    /**
     * Whether the experiment may have machines at present. Where it has none, what was on them is gone: a deployment is
     * forgotten then, so nothing but the testbed's own word for that will do.
     *
     * @throws TestbedException if the testbed does not answer, or not that question
     */
    default boolean isInstantiated() throws TestbedException {
        return true;
    }

    /**
     * Whether a node that {@link #discover} does not tell any more is gone with all that was on it. Where machines are
     * the user's own, one that is no longer named still runs what was started there; and where only a part of the
     * experiment may be told, others may run as before.
     */
    default boolean wipesReleased() {
        return false;
    }

    /** What plans that add machines count on. */
    default TestbedTraits traits() {
        return TestbedTraits.NEUTRAL.fixed();
    }

    /** How machines are added to the experiment; empty where the testbed cannot do that. */
    default Optional<ExperimentModifier> modifier() {
        return Optional.empty();
    }

    /** Ends every session. */
    @Override
    void close();
}
