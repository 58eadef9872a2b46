package org.overtap.testbed;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.topology.Topology;

/**
 * How a testbed is made to add machines to a running experiment, and to take them away again. What it is asked for is a
 * {@link Revision} of the experiment's description; which words that is written in is the testbed's own affair.
 */
public interface ExperimentModifier {
    /** How descriptions are called and kept. */
    Notation notation();

    /**
     * Why an experiment that runs cannot be changed, so that what {@link #propose} writes is for another, which its user
     * starts; empty where it can be changed.
     *
     * @throws TestbedException if the testbed does not tell
     */
    default Optional<String> startsAnew() throws TestbedException {
        return Optional.empty();
    }

    /**
     * Works out what would be sent, and has it checked as far as that changes nothing.
     *
     * @param topology the experiment without what an earlier change added
     * @throws TestbedException if it would be refused now or later; the message says by whom and why
     */
    Proposal propose(Topology topology, ExperimentChange change) throws TestbedException;

    /**
     * Writes what is to be started anew into a file, where {@link #startsAnew} says so. Asks nobody, and changes nothing.
     *
     * @return what was written, and what the user is to do with it
     * @throws TestbedException if it cannot be written, or the experiment can be changed
     */
    default String handOver(Revision revision) throws TestbedException {
        throw new TestbedException("this experiment can be changed while it runs");
    }

    /** The description that the testbed has now. */
    Revision current() throws TestbedException;

    /** Whether two revisions say the same: not every byte survives the way to each testbed and back. */
    boolean same(Revision one, Revision other);

    /**
     * A revision without what {@link #propose} adds, everything else as it is, byte for byte.
     *
     * @throws TestbedException if what was added was edited, so that taking it out could lose something
     */
    Revision withoutAdditions(Revision revision) throws TestbedException;

    /**
     * Waits until a change that is under way has ended.
     *
     * @param progress hears each state on the way
     */
    void awaitIdle(Consumer<String> progress) throws TestbedException;

    /**
     * Brings the experiment to run with that revision, whatever it is doing now: waits for a change that is under way,
     * sends the revision if the testbed has another, gives the experiment machines if it has none.
     *
     * @param progress hears each state on the way
     * @throws TestbedException if the experiment comes to rest in another state, or the time is over
     */
    void apply(Revision revision, ModifyMode mode, Consumer<String> progress) throws TestbedException;

    /**
     * Gives an experiment without machines that revision; it stays without.
     *
     * @throws TestbedException if the testbed does not take it
     */
    void applyWithoutMachines(Revision revision, Consumer<String> progress) throws TestbedException;

    /** What the testbed would be asked to do by {@link #apply}, in its own words, for a running experiment. */
    List<String> actions(ModifyMode mode);

    /** Starts the experiment's events from the beginning. */
    void replayEvents() throws TestbedException;

    /**
     * How a testbed's descriptions are called and kept.
     *
     * @param noun what it is, for sentences
     * @param fileEnding of a file that one is kept in, without the dot
     * @param withoutMachines what an experiment is called that has none of its machines at present
     */
    record Notation(String noun, String fileEnding, String withoutMachines) {}
}
