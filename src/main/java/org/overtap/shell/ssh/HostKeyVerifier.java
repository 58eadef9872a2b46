package org.overtap.shell.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import java.util.List;
import org.overtap.shell.ShellException;

/**
 * Decides for one target whether the key it shows is accepted. JSch's own accept-new lets a changed key pass, so the
 * decision is made here: unknown is told, remembered and accepted, anything but a known key is refused.
 */
final class HostKeyVerifier implements HostKeyRepository {
    private final HostKeys keys;
    private final SshTarget target;
    private final NodeNotes notes;
    private final List<HostKeyLine> known;
    private volatile ShellException refusal;

    HostKeyVerifier(HostKeys keys, SshTarget target, NodeNotes notes) throws ShellException {
        this.keys = keys;
        this.notes = notes;
        this.target = target;
        this.known = keys.known(target);
    }

    /** The signature algorithms to offer, so that the server shows a key that can be compared; empty for any. */
    String algorithms() {
        return String.join(
                ",", known.stream().map(HostKeyLine::algorithms).distinct().toList());
    }

    /** Why the key was refused; null if it was not. */
    ShellException refusal() {
        return refusal;
    }

    @Override
    public int check(String host, byte[] blob) {
        try {
            HostKeyLine shown = HostKeyLine.of(blob);
            if (known.contains(shown)) {
                return OK;
            }
            if (!known.isEmpty()) {
                refusal = changed(shown);
                return CHANGED;
            }
            keys.remember(target, shown);
            notes.firstContact(target, shown, keys);
            return OK;
        } catch (ShellException e) {
            refusal = e;
            return NOT_INCLUDED;
        }
    }

    private ShellException changed(HostKeyLine shown) {
        String remedy = keys.pinned(target)
                ? "It is not the key that the testbed vouches for. If the node was just reloaded, wait until it has"
                        + " booted and try again; otherwise tell the testbed's staff."
                : "If the node was reinstalled or replaced, remove the line of " + target.hostKeyName() + " from "
                        + keys.file() + " and try again; otherwise somebody may be listening in.";
        return new ShellException(
                target.node(),
                "the host key of " + target + " is not the one known (it shows a " + shown.type() + " key, "
                        + shown.fingerprint() + "): refused. "
                        + remedy);
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return known.stream()
                .filter(key -> type == null || key.type().equals(type))
                .map(this::hostKey)
                .toArray(HostKey[]::new);
    }

    private HostKey hostKey(HostKeyLine key) {
        try {
            return new HostKey(target.host(), key.blob());
        } catch (JSchException e) {
            throw new IllegalStateException("unreadable host key of " + target, e);
        }
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(null, null);
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return keys.file().toString();
    }

    /** Nothing: {@link #check} has noted what is to be noted. */
    @Override
    public void add(HostKey key, UserInfo userInfo) {}

    /** Nothing: keys are only removed by the user. */
    @Override
    public void remove(String host, String type) {}

    /** Nothing: keys are only removed by the user. */
    @Override
    public void remove(String host, String type, byte[] key) {}
}
