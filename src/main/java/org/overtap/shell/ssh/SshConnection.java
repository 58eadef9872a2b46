package org.overtap.shell.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.overtap.shell.Command;
import org.overtap.shell.NodeOutput;
import org.overtap.shell.ShellException;

/** The session with one target, opened when first needed and again after it broke. */
final class SshConnection {
    private static final int ALIVE_MS = 15_000;
    private static final int ALIVE_MISSES = 3;

    /** OpenSSH's servers allow 10 channels on one session unless told otherwise. */
    private static final int CHANNELS_AT_ONCE = 8;

    private final Semaphore channels = new Semaphore(CHANNELS_AT_ONCE);
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

    /** Runs a command; a session that turns out to be lost before the command was sent is replaced once. */
    int exec(Command command, NodeOutput out, NodeOutput err) throws ShellException {
        channels.acquireUninterruptibly();
        try {
            Session first = open();
            try {
                return new SshExec(target, first, command).run(out, err);
            } catch (SshExec.NotSent lost) {
                first.disconnect();
                return new SshExec(target, open(), command).run(out, err);
            }
        } catch (SshExec.NotSent e) {
            throw new ShellException(
                    target.node(),
                    target + " accepts the login but no command ("
                            + e.getCause().getMessage() + "): try again",
                    e);
        } finally {
            channels.release();
        }
    }

    /** Ends the session; the next command opens another. */
    synchronized void disconnect() {
        if (session != null) {
            session.disconnect();
        }
    }

    /** Ends the session for good. */
    synchronized void close() {
        closed = true;
        disconnect();
    }

    private Session login() throws ShellException {
        HostKeyVerifier gate = new HostKeyVerifier(hostKeys, target);
        try {
            Session fresh = prepared(gate);
            fresh.connect((int) settings.limits().connect().toMillis());
            return fresh;
        } catch (JSchException e) {
            throw gate.refusal() != null
                    ? gate.refusal()
                    : SshErrors.explain(e, target, gateway.map(SshConnection::target), settings);
        }
    }

    private Session prepared(HostKeyVerifier gate) throws JSchException, ShellException {
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
