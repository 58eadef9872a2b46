package org.overtap.testbed.local;

import java.util.List;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;

/**
 * A script that asks a machine for what only root is told. Others are told of less, without an error: they would hear
 * that there is nothing.
 */
public final class RootScript {
    private static final String DENIED = "denied";

    private static final String PREAMBLE = """
            PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin LC_ALL=C
            export PATH LC_ALL
            [ "$(id -u)" = 0 ] || { echo %s; exit 0; }
            """.formatted(DENIED);

    private RootScript() {}

    /**
     * What the script prints.
     *
     * @throws TestbedException if this is not root, or the script fails
     */
    public static String ask(Shell machine, String script, List<String> words) throws TestbedException, ShellException {
        CommandResult reply = machine.run(Command.script(PREAMBLE + script, words.toArray(String[]::new)));
        if (reply.out().strip().equals(DENIED)) {
            throw new TestbedException("only root can enter network namespaces: run overtap as root");
        }
        if (!reply.ok()) {
            throw new TestbedException("the network namespaces of " + machine.node() + " cannot be read: "
                    + reply.errorText() + "; it needs Linux with iproute2 of 2018 or later and util-linux");
        }
        return reply.out();
    }
}
