package org.overtap.lifecycle.flows;

import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * A node that could not be entered.
 *
 * @param node its name
 * @param why what happened
 */
record UnreachableNode(String node, ShellException why) implements Shell {
    @Override
    public CommandResult run(Command command) throws ShellException {
        throw new ShellException(node, why.getMessage(), why);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
