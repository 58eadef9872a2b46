package org.overtap.topology.file;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes text files so that a reader sees the old one or the new one, never a half. */
public final class WholeFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /** What a file is to have. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes the file, as UTF-8. A symbolic link stays one, and a device or a pipe is written to: putting a file in its
     * place would break it for everybody else.
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            return;
        }
        Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            content.writeTo(out);
        }
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a file for its owner alone to read. A symbolic link stays one. Where it fails, no draft is left. */
    public static void writePrivate(Path file, Content content) throws IOException {
        Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, OWNER_ONLY);
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                content.writeTo(out);
            }
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
