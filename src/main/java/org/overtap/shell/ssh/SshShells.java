package org.overtap.shell.ssh;

import com.jcraft.jsch.JSch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * Shells over SSH: one session for each target, opened at first use, shared by all threads, opened again if it breaks
 * between two commands. Jump hosts have one session too, whatever the number of nodes behind them.
 */
public final class SshShells implements Shells {
    private final SshSettings settings;
    private final HostKeys hostKeys;
    private final SshConfig config;
    private final JSch jsch = new JSch();
    private final Map<SshTarget, SshConnection> connections = new ConcurrentHashMap<>();
    private final NodeNotes notes;
    private volatile boolean closed;

    /**
     * Nothing is opened yet; the configuration file is read.
     *
     * @param notes hears, each time in one line, what a user would not expect of a node: a host key that nobody vouches
     *     for, a login that prints text, a key file that is not used
     */
    public SshShells(SshSettings settings, HostKeys hostKeys, Consumer<String> notes) throws ShellException {
        this.settings = settings;
        this.notes = new NodeNotes(notes);
        this.hostKeys = hostKeys;
        this.config =
                settings.config().isPresent() ? SshConfig.read(settings.config().get()) : SshConfig.NONE;
        jsch.setInstanceLogger(new JschLog());
    }

    @Override
    public Shell shell(SshTarget target) throws ShellException {
        SshConnection connection = connection(target, 0);
        connection.open();
        return new SshShell(connection.target(), connection, settings.limits());
    }

    @Override
    public void disconnect() {
        connections.values().forEach(SshConnection::disconnect);
    }

    @Override
    public void close() {
        closed = true;
        List<SshConnection> all = new ArrayList<>(connections.values());
        all.forEach(SshConnection::close);
        connections.clear();
    }

    private SshConnection connection(SshTarget asked, int depth) throws ShellException {
        if (closed) {
            throw new ShellException(asked.node(), "no more connections to " + asked + ": they were all closed");
        }
        SshHost host = config.host(asked.host());
        SshTarget target = host.apply(asked, settings.user());
        SshConnection there = connections.get(target);
        if (there == null) {
            Optional<SshConnection> gateway = gateway(target, host, depth);
            SshIdentities identities = new SshIdentities(jsch, settings, host.identityFiles(), notes);
            SshConnection fresh = new SshConnection(target, gateway, settings, hostKeys, jsch, identities, notes);
            there = Optional.ofNullable(connections.putIfAbsent(target, fresh)).orElse(fresh);
        }
        return there;
    }

    private Optional<SshConnection> gateway(SshTarget target, SshHost host, int depth) throws ShellException {
        if (depth > 0) {
            return jump(target, host, host.proxyJump(), depth);
        }
        return jump(target, host, settings.gateway().or(host::proxyJump), depth);
    }

    private Optional<SshConnection> jump(SshTarget target, SshHost host, Optional<String> hops, int depth)
            throws ShellException {
        if (hops.isEmpty()) {
            host.requireNoProxyCommand(target);
            return Optional.empty();
        }
        List<SshTarget> route = new ArrayList<>();
        for (String hop : hops.get().split(",")) {
            route.add(JumpHost.parse(hop, target.node()));
        }
        if (depth + route.size() > JumpHost.MOST) {
            throw new ShellException(
                    target.node(), "more than " + JumpHost.MOST + " jump hosts on the way to " + target);
        }
        return Optional.of(chain(route, depth));
    }

    /** The last hop of the route, reached through the others; only the first may have jump hosts of its own. */
    private SshConnection chain(List<SshTarget> route, int depth) throws ShellException {
        SshConnection hop = connection(route.get(0), depth + 1);
        for (SshTarget next : route.subList(1, route.size())) {
            SshHost host = config.host(next.host());
            SshTarget target = host.apply(next, settings.user());
            SshIdentities identities = new SshIdentities(jsch, settings, host.identityFiles(), notes);
            SshConnection through =
                    new SshConnection(target, Optional.of(hop), settings, hostKeys, jsch, identities, notes);
            hop = Optional.ofNullable(connections.putIfAbsent(target, through)).orElse(through);
        }
        return hop;
    }
}
