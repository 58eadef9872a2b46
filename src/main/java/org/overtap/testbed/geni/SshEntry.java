package org.overtap.testbed.geni;

import java.util.function.Consumer;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.geni.discovery.NodeEntry;
import org.overtap.testbed.geni.rspec.SliverLogin;

/** By SSH. Manifests tell no host keys, so a node's is believed at first contact, which is said. */
final class SshEntry implements NodeEntry {
    private final SshShells shells;

    SshEntry(SshSettings settings, Consumer<String> notes) throws TestbedException {
        try {
            this.shells = new SshShells(settings, new HostKeys(settings.knownHosts()), notes);
        } catch (ShellException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    @Override
    public Shell on(String node, SliverLogin login) throws ShellException {
        return shells.shell(new SshTarget(node, login.host(), login.port(), login.user()));
    }

    @Override
    public void close() {
        shells.close();
    }
}
