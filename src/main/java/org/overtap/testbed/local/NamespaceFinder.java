package org.overtap.testbed.local;

import java.util.List;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;

/** Finds the namespaces that are an experiment's nodes, as they are now. */
public interface NamespaceFinder {
    /** How somebody came to have these nodes. */
    enum Asked {
        /** Each was named: none may be missing, and no two may be one. */
        EACH,
        /** They belong to what was named: one that ends is no loss, and who is in another's namespace is part of that. */
        TOGETHER,
        /** They are all that the machine has, most of them no part of any network. */
        NOT_AT_ALL
    }

    /**
     * The nodes, each with a name of its own. Of two in one namespace the one whose namespace it is comes first.
     *
     * @param machine runs commands on this machine, outside of any node
     * @throws TestbedException if there are none, or one that was asked for is missing
     * @throws ShellException if the machine cannot be asked
     */
    List<Namespace> find(Shell machine) throws TestbedException, ShellException;

    /** How somebody came to have them. */
    default Asked asked() {
        return Asked.TOGETHER;
    }

    /** How the nodes are called in messages, many of them: {@code network namespaces}. */
    String what();
}
