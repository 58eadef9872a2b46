package org.overtap.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.lab.net.ControlNetwork;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.LabSettings;
import org.overtap.topology.file.PrivateFiles;

/** The profile through which the client finds a lab: {@code ~/.config/overtap/profiles/NAME.yaml}. */
final class LabProfile {
    private static final String MARK = "# written by 'overtap lab up', removed by 'overtap lab down'\n";

    private LabProfile() {}

    static Path fileOf(String name) {
        Path config = Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() ->
                        Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")), ".config"));
        return config.resolve("overtap/profiles/" + name + ".yaml").toAbsolutePath();
    }

    /** Throws if the user has a profile of that name which is not a lab's. */
    static void requireFree(LabName name) throws LabException {
        Path file = fileOf(name.text());
        try {
            if (Files.exists(file) && !Files.readString(file).startsWith(MARK)) {
                throw LabException.ofInput(file + " is a profile of yours: give the lab another --name");
            }
        } catch (IOException e) {
            throw new LabException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static void write(LabSettings settings, LabFolder folder) throws IOException {
        Path file = Path.of(settings.profile());
        PrivateFiles.makeFolders(file.getParent());
        LabSettings.writeWhole(file, text(settings, folder).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static String text(LabSettings settings, LabFolder folder) {
        String gateway = settings.jump()
                ? "gateway: \"%s@%s:22\"\n".formatted(settings.user(), ControlNetwork.jumpAddress())
                : "";
        return MARK
                + "boss: \"%s:3069\"\n".formatted(ControlNetwork.bossAddress(settings.jump()))
                + "cert: \"%s\"\n".formatted(folder.certificate())
                + "ca: \"%s\"\n".formatted(folder.authority())
                + "ssh-user: \"%s\"\n".formatted(settings.user())
                + "ssh-key: \"%s\"\n".formatted(folder.sshKey())
                + "known-hosts: \"%s\"\n".formatted(folder.sshKey().resolveSibling("known_hosts"))
                + gateway;
    }

    /** Removes a lab's profile, and the folders above it that are empty then. */
    static void remove(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".new"));
        if (Files.exists(file) && Files.readString(file).startsWith(MARK)) {
            Files.delete(file);
            removeEmpty(file.getParent());
            removeEmpty(file.getParent().getParent());
        }
    }

    private static void removeEmpty(Path folder) throws IOException {
        String[] entries = folder.toFile().list();
        if (entries != null && entries.length == 0) {
            Files.delete(folder);
        }
    }
}
