package org.overtap.shell;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.util.Optional;

/** The session with one target, opened when first needed and again after it broke. */
final class SshConnection {
    private static final int ALIVE_MS = 15_000;
    private static final int ALIVE_MISSES = 3;

    private final SshTarget target;
    private final Optional<SshConnection> gateway;
    private final SshSettings settings;
    private final HostKeys hostKeys;
    private final JSch jsch;
    private final SshIdentities identities;
    private Session session;
    private boolean closed;

    SshConnection(
            SshTarget target,
            Optional<SshConnection> gateway,
            SshSettings settings,
            HostKeys hostKeys,
            JSch jsch,
            SshIdentities identities) {
        this.target = target;
        this.gateway = gateway;
        this.settings = settings;
        this.hostKeys = hostKeys;
        this.jsch = jsch;
        this.identities = identities;
    }

    SshTarget target() {
        return target;
    }

    /** The session, logged in. */
    synchronized Session open() throws ShellException {
        if (closed) {
            throw new ShellException(target.node(), "the connection to " + target + " was closed");
        }
        if (session == null || !session.isConnected()) {
            session = login();
        }
        return session;
    }

    synchronized void close() {
        closed = true;
        if (session != null) {
            session.disconnect();
        }
    }

    private Session login() throws ShellException {
        HostKeyGate gate = new HostKeyGate(hostKeys, target);
        try {
            Session fresh = prepared(gate);
            fresh.connect((int) settings.limits().connect().toMillis());
            return fresh;
        } catch (JSchException e) {
            throw gate.refusal() != null
                    ? gate.refusal()
                    : SshTrouble.explain(e, target, gateway.map(SshConnection::target), settings);
        }
    }

    private Session prepared(HostKeyGate gate) throws JSchException, ShellException {
        Session fresh = jsch.getSession(target.user(), dialHost(), dialPort());
        if (gateway.isPresent()) {
            fresh.setHostKeyAlias(target.host());
        }
        fresh.setHostKeyRepository(gate);
        fresh.setIdentityRepository(identities.load(target));
        fresh.setConfig("StrictHostKeyChecking", "yes");
        fresh.setConfig("PreferredAuthentications", "publickey");
        fresh.setConfig("MaxAuthTries", "20");
        SshAlgorithms.configure(fresh, gate.algorithms(), settings.legacy());
        fresh.setDaemonThread(true);
        fresh.setServerAliveInterval(ALIVE_MS);
        fresh.setServerAliveCountMax(ALIVE_MISSES);
        return fresh;
    }

    private String dialHost() {
        return gateway.isPresent() ? "127.0.0.1" : target.host();
    }

    private int dialPort() throws JSchException, ShellException {
        return gateway.isPresent()
                ? gateway.get().open().setPortForwardingL("127.0.0.1", 0, target.host(), target.port())
                : target.port();
    }
}
