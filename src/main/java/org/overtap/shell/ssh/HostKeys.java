package org.overtap.shell.ssh;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.overtap.shell.ShellException;

/**
 * The host keys by which nodes are recognised. Keys that the testbed vouches for are pinned: nothing else is accepted
 * from that host. Any other host is believed at first contact, written down, and refused if it ever shows another key.
 */
public final class HostKeys {
    private final KnownHosts file;
    private final Map<String, Set<HostKeyLine>> pins = new ConcurrentHashMap<>();

    /** Keys of first contact go to that file, which is made when needed. */
    public HostKeys(Path knownHosts) {
        this.file = new KnownHosts(knownHosts);
    }

    /**
     * From now on only these keys are accepted from the target; none leaves it to first contact.
     *
     * @param keys public keys as in an {@code ssh_host_rsa_key.pub}: type, base64, perhaps a comment
     * @return whether other keys had been pinned before
     * @throws IllegalArgumentException if a key cannot be read
     */
    public boolean pin(SshTarget target, Collection<String> keys) {
        Set<HostKeyLine> lines = new LinkedHashSet<>();
        keys.forEach(key -> lines.add(HostKeyLine.parse(key)));
        Set<HostKeyLine> before =
                lines.isEmpty() ? pins.remove(target.hostKeyName()) : pins.put(target.hostKeyName(), lines);
        return before != null && !before.equals(lines);
    }

    /** The keys to expect from the target: the pinned ones, else those of the file, else none. */
    List<HostKeyLine> known(SshTarget target) throws ShellException {
        Set<HostKeyLine> pinned = pins.get(target.hostKeyName());
        return pinned != null ? List.copyOf(pinned) : file.keys(target);
    }

    boolean pinned(SshTarget target) {
        return pins.containsKey(target.hostKeyName());
    }

    /** Believes a first contact. */
    public void remember(SshTarget target, HostKeyLine key) throws ShellException {
        file.add(target, key);
    }

    Path file() {
        return file.path();
    }
}
