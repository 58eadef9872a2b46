package org.overtap.testbed.geni.discovery;

import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.geni.rspec.SliverLogin;

/** Opens shells on nodes. Thread-safe. */
public interface NodeEntry extends AutoCloseable {
    /**
     * A shell by that login; its session is reused.
     *
     * @param node how the node is called
     * @throws ShellException if it cannot be reached
     */
    Shell on(String node, SliverLogin login) throws ShellException;

    /** Ends every session. */
    @Override
    void close();
}
