package org.overtap.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.shell.ShellLimits;
import org.overtap.shell.ssh.SshSettings;

/** The settings of every testbed whose nodes are entered by SSH. */
public final class SshLogin {
    /** What may be set; nothing need be where the user's own SSH client reaches the nodes. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text("ssh-user", "NAME", "your login on the nodes"),
            Setting.path("ssh-key", "FILE", "your private key for the nodes"),
            Setting.secret("ssh-passphrase", "the passphrase of that key"),
            Setting.text("gateway", "[USER@]HOST[:PORT]", "a jump host in front of the nodes"),
            Setting.path("known-hosts", "FILE", "overtap's own file of host keys"),
            Setting.flag("legacy", "allow the TLS and SSH algorithms of ten years ago"));

    private SshLogin() {}

    /** How to log in with what was set; {@code ~/.ssh/config} and the agent tell the rest. */
    public static SshSettings of(SettingValues settings) {
        Path config = Path.of(System.getProperty("user.home"), ".ssh", "config");
        return new SshSettings(
                settings.get("ssh-user").orElse(""),
                settings.path("ssh-key").map(List::of).orElse(List.of()),
                settings.get("ssh-passphrase"),
                settings.get("gateway"),
                true,
                Optional.of(config).filter(Files::isReadable),
                settings.path("known-hosts").orElseGet(SshSettings::usualKnownHosts),
                settings.on("legacy"),
                ShellLimits.DEFAULT);
    }
}
