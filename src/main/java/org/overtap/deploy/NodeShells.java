package org.overtap.deploy;

import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Opens a shell on a node by its name. */
@FunctionalInterface
public interface NodeShells {
    Shell on(String node) throws ShellException;
}
