package org.overtap.shell.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.shell.ShellLimits;

/**
 * How to log in on the nodes of a testbed. Only public keys are used, never passwords; no agent is ever forwarded.
 *
 * @param user login for targets and gateways that name none; empty for the name in {@code config} or the local user
 * @param keys private key files, tried in order; where empty, those of {@code config}, else the usual ones in ~/.ssh
 * @param passphrase for the keys that are encrypted
 * @param gateway jump host as {@code [user@]host[:port]}, or several with commas between; it goes before ProxyJump
 * @param agent whether the ssh-agent at {@code SSH_AUTH_SOCK} may sign too
 * @param config an OpenSSH client configuration to respect, usually ~/.ssh/config
 * @param knownHosts overtap's own file of host keys, written on first contact
 * @param legacy whether SHA-1 signatures and old key exchanges are allowed, for nodes of ten years ago
 * @param limits time and size bounds
 */
public record SshSettings(
        String user,
        List<Path> keys,
        Optional<String> passphrase,
        Optional<String> gateway,
        boolean agent,
        Optional<Path> config,
        Path knownHosts,
        boolean legacy,
        ShellLimits limits) {
    public SshSettings {
        keys = List.copyOf(keys);
    }

    /** These keys and nothing else: no agent, no configuration file. */
    public static SshSettings of(String user, List<Path> keys, Path knownHosts) {
        return new SshSettings(
                user,
                keys,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                knownHosts,
                false,
                ShellLimits.DEFAULT);
    }

    public SshSettings withPassphrase(String secret) {
        return new SshSettings(user, keys, Optional.of(secret), gateway, agent, config, knownHosts, legacy, limits);
    }

    public SshSettings withGateway(String jumpHost) {
        return new SshSettings(
                user, keys, passphrase, Optional.of(jumpHost), agent, config, knownHosts, legacy, limits);
    }

    public SshSettings withAgent(boolean allowed) {
        return new SshSettings(user, keys, passphrase, gateway, allowed, config, knownHosts, legacy, limits);
    }

    public SshSettings withConfig(Path file) {
        return new SshSettings(user, keys, passphrase, gateway, agent, Optional.of(file), knownHosts, legacy, limits);
    }

    public SshSettings withLegacy(boolean allowed) {
        return new SshSettings(user, keys, passphrase, gateway, agent, config, knownHosts, allowed, limits);
    }

    public SshSettings withLimits(ShellLimits bounds) {
        return new SshSettings(user, keys, passphrase, gateway, agent, config, knownHosts, legacy, bounds);
    }

    /** Overtap's own known_hosts: in {@code XDG_STATE_HOME}, else in ~/.local/state. */
    public static Path usualKnownHosts() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(state);
        return base.resolve("overtap").resolve("known_hosts");
    }

    /** Leaves the passphrase out. */
    @Override
    public String toString() {
        return "SshSettings[user=" + user + ", keys=" + keys + ", gateway=" + gateway + "]";
    }
}
