package org.overtap.shell.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.overtap.shell.ShellException;

/** A known_hosts file in OpenSSH's form, {@code host type base64}, that only overtap writes. */
final class KnownHosts {
    private final Path path;

    KnownHosts(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** The keys noted for the target, in the file's order. */
    synchronized List<HostKeyLine> keys(SshTarget target) throws ShellException {
        List<HostKeyLine> found = new ArrayList<>();
        List<String> lines = read(target);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("\\s+");
            if (words.length >= 3 && List.of(words[0].split(",")).contains(target.hostKeyName())) {
                found.add(parse(lines.get(i), i + 1, target));
            }
        }
        return found;
    }

    synchronized void add(SshTarget target, HostKeyLine key) throws ShellException {
        String line = target.hostKeyName() + " " + key.type() + " " + key.base64() + "\n";
        try {
            Files.createDirectories(path.getParent());
            if (!Files.exists(path)) {
                Files.createFile(path, ownerOnly());
            }
            Files.writeString(path, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ShellException(
                    target.node(), "cannot note the host key of " + target + " in " + path + ": " + e.getMessage(), e);
        }
    }

    private List<String> read(SshTarget target) throws ShellException {
        try {
            return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new ShellException(target.node(), "cannot read the host keys in " + path + ": " + e.getMessage(), e);
        }
    }

    private HostKeyLine parse(String line, int number, SshTarget target) throws ShellException {
        try {
            return HostKeyLine.parse(line);
        } catch (IllegalArgumentException e) {
            throw new ShellException(
                    target.node(), path + ":" + number + ": malformed host key: repair or remove the line", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
