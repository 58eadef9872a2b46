package org.overtap.shell;

import java.nio.file.Path;

/** A way to run commands on one node. One is opened for a node and reused; several threads may use it at once. */
public interface Shell extends AutoCloseable {
    /** How the node is called in messages. */
    String node();

    /**
     * Runs the command and waits for it.
     *
     * @throws ShellException if the node cannot be reached, the time is over, or the output is oversize; a command
     *     that ran and failed is a {@link Reply} with its status
     */
    Reply run(Command command) throws ShellException;

    /**
     * Copies a remote file or, with everything in it, a remote folder into a local folder.
     *
     * @throws ShellException if the transfer fails; what had arrived stays
     */
    void download(String remote, Path folder) throws ShellException;

    @Override
    void close();
}
