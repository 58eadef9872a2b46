package org.overtap.shell.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.time.Duration;
import java.util.Optional;
import org.overtap.shell.Command;
import org.overtap.shell.NodeOutput;
import org.overtap.shell.ShellException;

/** The session with one target, opened when first needed and again after it broke. */
final class SshConnection {
    private static final int ALIVE_MS = 15_000;
    private static final int ALIVE_MISSES = 3;

    /** OpenSSH's servers allow 10 channels on one session unless told otherwise. */
    private static final int CHANNELS_AT_ONCE = 8;

    /** So long a server that refuses a channel though none is open is asked again: it may not have closed the last. */
    private static final long REFUSED_FOR = Duration.ofSeconds(15).toNanos();

    /**
     * So long a target that never answered is not dialled again: each step of a command asks it anew, and each would wait
     * out its own time.
     */
    private static final long UNANSWERED_FOR = Duration.ofSeconds(30).toNanos();

    private static final long FIRST_NAP_MS = 20;
    private static final long LONGEST_NAP_MS = 500;

    private final ChannelSlots slots = new ChannelSlots(CHANNELS_AT_ONCE);
    private final SshTarget target;
    private final Optional<SshConnection> gateway;
    private final SshSettings settings;
    private final HostKeys hostKeys;
    private final JSch jsch;
    private final SshIdentities identities;
    private final NodeNotes notes;
    private Session session;
    private ShellException unanswered;
    private long unansweredAt;
    private boolean closed;

    SshConnection(
            SshTarget target,
            Optional<SshConnection> gateway,
            SshSettings settings,
            HostKeys hostKeys,
            JSch jsch,
            SshIdentities identities,
            NodeNotes notes) {
        this.target = target;
        this.gateway = gateway;
        this.settings = settings;
        this.hostKeys = hostKeys;
        this.jsch = jsch;
        this.identities = identities;
        this.notes = notes;
    }

    SshTarget target() {
        return target;
    }

    /** The session, logged in. */
    synchronized Session open() throws ShellException {
        if (closed) {
            throw new ShellException(target.node(), "the connection to " + target + " was closed");
        }
        if (unanswered != null && System.nanoTime() - unansweredAt < UNANSWERED_FOR) {
            throw new ShellException(target.node(), unanswered.getMessage(), unanswered);
        }
        if (session == null || !session.isConnected()) {
            session = login();
            unanswered = null;
        }
        return session;
    }

    /**
     * Runs a command; a session that turns out to be lost before the command was sent is replaced once. A server that
     * refuses another channel, since it allows fewer than others have, is given one command after the other.
     */
    int exec(Command command, NodeOutput out, NodeOutput err) throws ShellException {
        slots.take();
        try {
            long deadline = System.nanoTime() + REFUSED_FOR;
            long nap = FIRST_NAP_MS;
            while (true) {
                try {
                    return attempt(command, out, err);
                } catch (SshExec.Refused e) {
                    if (slots.refused()) {
                        slots.giveBack();
                        slots.take();
                        deadline = System.nanoTime() + REFUSED_FOR;
                    } else if (System.nanoTime() - deadline > 0) {
                        throw noCommand(e.getCause());
                    }
                    sleep(nap);
                    nap = Math.min(LONGEST_NAP_MS, nap * 2);
                }
            }
        } finally {
            slots.giveBack();
        }
    }

    private int attempt(Command command, NodeOutput out, NodeOutput err) throws ShellException, SshExec.Refused {
        Session first = open();
        try {
            return new SshExec(target, first, command, notes).run(out, err);
        } catch (SshExec.NotSent lost) {
            first.disconnect();
        }
        try {
            return new SshExec(target, open(), command, notes).run(out, err);
        } catch (SshExec.NotSent e) {
            throw noCommand(e.getCause());
        }
    }

    private ShellException noCommand(Throwable cause) {
        return new ShellException(
                target.node(),
                target + " accepts the login but no command (" + cause.getMessage()
                        + "): try again, or see what its SSH server allows (MaxSessions)",
                cause);
    }

    private void sleep(long millis) throws ShellException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException(target.node(), "waiting for " + target + " was interrupted", e);
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
        HostKeyVerifier gate = new HostKeyVerifier(hostKeys, target, notes);
        try {
            Session fresh = prepared(gate);
            fresh.connect((int) settings.limits().connect().toMillis());
            return fresh;
        } catch (JSchException e) {
            if (gate.refusal() != null) {
                throw gate.refusal();
            }
            ShellException failure = SshErrors.explain(e, target, gateway.map(SshConnection::target), settings);
            // What was there before may be back any moment, as after a reboot.
            if (session == null && SshErrors.isUnanswered(e)) {
                unanswered = failure;
                unansweredAt = System.nanoTime();
            }
            throw failure;
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
