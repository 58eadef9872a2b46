package org.overtap.testbed.hosts;

import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.hosts.inventory.HostEntry;

/** Opens shells on the hosts of a list. Thread-safe. */
interface HostShells extends AutoCloseable {
    /**
     * A shell on the host; its session is reused.
     *
     * @throws ShellException if it cannot be reached
     */
    Shell on(HostEntry host) throws ShellException;

    /** Ends every session. */
    @Override
    void close();
}
