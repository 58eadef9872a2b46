package org.overtap.deploy;

import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * One action on one node. Applying it twice is the same as once; undoing it when it was never applied does nothing.
 * After the last undo, the node's folder is removed as a whole by {@link Teardown}.
 */
public interface Step {
    /** The node that it acts on. */
    String node();

    /** What it does, as a verb phrase: {@code start PROBE on n1 (eth1)}. */
    String title();

    /** Every remote action of it, for a dry run. */
    List<String> actions();

    /**
     * Carries it out.
     *
     * @return one word on the outcome: {@code started}, {@code running}, {@code ok}
     */
    String apply(Shell shell) throws ShellException, DeployException;

    /** Undoes what {@link #apply} did, leaving data in place. */
    void undo(Shell shell) throws ShellException, DeployException;
}
