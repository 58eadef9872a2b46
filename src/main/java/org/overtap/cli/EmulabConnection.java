package org.overtap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.shell.SshLimits;
import org.overtap.shell.SshSettings;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.EmulabSettings;
import org.overtap.testbed.emulab.EmulabTestbed;

/** Opens an Emulab experiment from settings. */
final class EmulabConnection {
    private EmulabConnection() {}

    static Testbed open(String experiment, Settings settings) throws TestbedException {
        EmulabSettings emulab = EmulabSettings.of(
                        boss(settings.require("boss", "boss to ask")),
                        path(settings.require("cert", "certificate to show to the boss")),
                        path(settings.require("ca", "certificate authority to check the boss with")))
                .withLegacyTls(settings.on("legacy"))
                .withAllowPartial(settings.on("allow-partial"));
        Optional<String> passphrase = settings.get("cert-passphrase");
        return EmulabTestbed.open(
                experiment, passphrase.map(emulab::withPassphrase).orElse(emulab), ssh(settings));
    }

    private static String boss(String text) {
        if (!text.matches("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
            throw new UsageException("'" + text + "' is no boss: write HOST or HOST:PORT");
        }
        return text;
    }

    private static SshSettings ssh(Settings settings) {
        List<Path> keys = settings.get("ssh-key").map(key -> List.of(path(key))).orElse(List.of());
        Path config = Path.of(System.getProperty("user.home"), ".ssh", "config");
        return new SshSettings(
                settings.get("ssh-user").orElse(""),
                keys,
                settings.get("ssh-passphrase"),
                settings.get("gateway"),
                true,
                Optional.of(config).filter(Files::isReadable),
                settings.get("known-hosts").map(EmulabConnection::path).orElseGet(SshSettings::usualKnownHosts),
                settings.on("legacy"),
                SshLimits.USUAL);
    }

    /** A path as a user writes it: {@code --cert=~/x} reaches a program with its tilde. */
    static Path path(String text) {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return text.startsWith("~/") ? Path.of(home, text.substring(2)) : Path.of(text);
    }
}
