package org.overtap.testbed.local.ovs;

import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.PrefixedShell;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;

/** Another machine, as root there; logged in on when it is first asked for something. Thread-safe. */
final class SshMachine implements Shell {
    private static final List<String> SUDO = List.of("sudo", "-n", "--");

    private final SshShells shells;
    private final SshTarget target;
    private Shell opened;

    SshMachine(SshShells shells, SshTarget target) {
        this.shells = shells;
        this.target = target;
    }

    private synchronized Shell shell() throws ShellException {
        if (opened == null) {
            Shell login = shells.shell(target);
            boolean root = login.run(Command.of("id", "-u")).out().strip().equals("0");
            if (!root) {
                requireSudo(login);
            }
            opened = root ? login : new PrefixedShell(login, login.node(), SUDO);
        }
        return opened;
    }

    private static void requireSudo(Shell login) throws ShellException {
        CommandResult reply = Privilege.SUDO.over(login).run(Command.of("true").asRoot());
        if (!reply.ok()) {
            throw new ShellException(
                    login.node(),
                    login.node() + ": only root sees who is plugged into its bridges, and the login is not root: "
                            + reply.errorText());
        }
    }

    @Override
    public String node() {
        return target.node();
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        return shell().run(command);
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
        return shell().stream(command, lines);
    }

    @Override
    public CommandResult copy(Command command, OutputStream sink) throws ShellException {
        return shell().copy(command, sink);
    }

    @Override
    public void close() {
        shells.close();
    }
}
