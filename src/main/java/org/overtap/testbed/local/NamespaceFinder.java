package org.overtap.testbed.local;

import java.util.List;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;

/** Finds the namespaces that are an experiment's nodes, as they are now. */
public interface NamespaceFinder {
    /**
     * The nodes, by name.
     *
     * @param machine runs commands on this machine, outside of any node
     * @throws TestbedException if there are none, or one that was asked for is missing
     * @throws ShellException if the machine cannot be asked
     */
    List<Namespace> find(Shell machine) throws TestbedException, ShellException;

    /** Whether somebody asked for these nodes; else they are all that happen to be there, and one that ends is no loss. */
    default boolean asked() {
        return true;
    }

    /** How the nodes are called in messages, many of them: {@code network namespaces}. */
    String what();
}
