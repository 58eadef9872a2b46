package org.overtap.testbed.hosts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.overtap.shell.LocalShell;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.HostKeys;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.shell.ssh.SshShells;
import org.overtap.shell.ssh.SshTarget;
import org.overtap.testbed.hosts.inventory.HostAccess;
import org.overtap.testbed.hosts.inventory.HostEntry;

/**
 * Shells on the hosts of a list. Hosts that are logged in on in one way share jump hosts and sessions. A host's own key
 * is believed at first contact, which is said. Thread-safe.
 */
final class LoginShells implements HostShells {
    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final int SSH_PORT = 22;

    private final SshSettings settings;
    private final HostKeys hostKeys;
    private final Consumer<String> notes;
    private final Map<SshSettings, SshShells> byLogin = new LinkedHashMap<>();

    LoginShells(SshSettings settings, Consumer<String> notes) {
        this.notes = notes;
        this.settings = settings;
        this.hostKeys = new HostKeys(settings.knownHosts());
    }

    @Override
    public Shell on(HostEntry host) throws ShellException {
        if (host.access() instanceof HostAccess.Ssh ssh) {
            int port = ssh.port() == 0 ? SSH_PORT : ssh.port();
            return shells(ssh).shell(new SshTarget(host.name(), ssh.host(), port, ssh.user()));
        }
        return inNamespace(host.name(), ((HostAccess.Namespace) host.access()).name());
    }

    private synchronized SshShells shells(HostAccess.Ssh ssh) throws ShellException {
        SshSettings login = new SshSettings(
                settings.user(),
                ssh.key().map(List::of).orElse(settings.keys()),
                settings.passphrase(),
                ssh.gateway().or(settings::gateway),
                settings.agent(),
                settings.config(),
                settings.knownHosts(),
                settings.legacy(),
                settings.limits());
        SshShells there = byLogin.get(login);
        if (there == null) {
            there = new SshShells(login, hostKeys, notes);
            byLogin.put(login, there);
        }
        return there;
    }

    private static Shell inNamespace(String node, String namespace) throws ShellException {
        Path handle = NAMESPACES.resolve(namespace);
        if (!handle.toFile().exists()) {
            throw new ShellException(
                    node, "node " + node + ": no network namespace is called " + namespace + " ('ip netns list')");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new ShellException(node, "node " + node + ": only root can enter network namespace " + namespace);
        }
        return new LocalShell(node, List.of("nsenter", "--net=" + handle, "--"));
    }

    @Override
    public synchronized void close() {
        new ArrayList<>(byLogin.values()).forEach(SshShells::close);
        byLogin.clear();
    }
}
