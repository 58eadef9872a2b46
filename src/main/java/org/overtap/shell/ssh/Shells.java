package org.overtap.shell.ssh;

import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Opens shells on nodes, each once, and ends them all. */
public interface Shells extends AutoCloseable {
    /**
     * A shell on the target; the same session is reused. It need not be closed: {@link #close()} ends it.
     *
     * @throws ShellException if the node cannot be reached, refuses the login, or shows another host key than before
     */
    Shell shell(SshTarget target) throws ShellException;

    /** Ends every session, as when machines are about to go; shells that were given out open new ones when used. */
    void disconnect();

    /** Ends every session for good. */
    @Override
    void close();
}
