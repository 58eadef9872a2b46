package org.overtap.testbed;

import java.util.List;
import java.util.function.Consumer;
import org.overtap.overlay.Change;
import org.overtap.topology.Topology;

/** How a testbed is made to add machines to a running experiment, and to take them away again. */
public interface Preparer {
    /**
     * Works out what would be sent, and has it checked as far as that changes nothing.
     *
     * @throws TestbedException if the script would be refused now or later; the message says by whom and why
     */
    Preparation prepare(Topology topology, Change change) throws TestbedException;

    /** The script that the testbed has now. */
    String script() throws TestbedException;

    /**
     * Waits until a change that is under way has ended.
     *
     * @param progress hears each state on the way
     */
    void settle(Consumer<String> progress) throws TestbedException;

    /**
     * A script without what {@link #prepare} adds, everything else byte for byte.
     *
     * @throws TestbedException if what was added was edited, so that taking it out could lose something
     */
    String withoutAdditions(String script) throws TestbedException;

    /**
     * Brings the experiment to run with that script, whatever it is doing now: waits for a change that is under way,
     * sends the script if the testbed has another, swaps the experiment in if it is out.
     *
     * @param progress hears each state on the way
     * @throws TestbedException if the experiment comes to rest in another state, or the time is over
     */
    void bring(String script, Swap swap, Consumer<String> progress) throws TestbedException;

    /**
     * Gives an experiment without machines that script; it stays without.
     *
     * @throws TestbedException if the testbed does not take it
     */
    void replace(String script, Consumer<String> progress) throws TestbedException;

    /** What the testbed would be asked to do by {@link #bring}, in its own words, for a running experiment. */
    List<String> actions(Swap swap);

    /** Starts the experiment's events from the beginning. */
    void replayEvents() throws TestbedException;

    /**
     * What would be sent.
     *
     * @param standing the script as the testbed has it, machines added before included
     * @param original the script as it is without what was added
     * @param rewritten the script as it would be
     */
    record Preparation(String standing, String original, String rewritten) {
        /** Whether the testbed has it already. */
        public boolean stands() {
            return sameText(standing, rewritten);
        }
    }

    /** Whether two scripts say the same: line ends and blank ends do not survive every way to a testbed and back. */
    static boolean sameText(String one, String other) {
        return one.replace("\r\n", "\n")
                .strip()
                .equals(other.replace("\r\n", "\n").strip());
    }

    /**
     * How the experiment gets its new script.
     *
     * @param outAndIn swap it out, change it, swap it in, instead of changing it while it runs
     * @param reboot reboot the nodes that stay
     * @param restartEvents restart the event system
     */
    record Swap(boolean outAndIn, boolean reboot, boolean restartEvents) {
        /** Changed while it runs, nodes that stay are left alone. */
        public static final Swap USUAL = new Swap(false, false, false);
    }
}
