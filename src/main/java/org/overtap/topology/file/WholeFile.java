package org.overtap.topology.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes text files so that a reader sees the old one or the new one, never a half; where writing fails, nothing is
 * left of the new one. A file that is new is for its owner alone: what this program writes tells of a testbed.
 */
public final class WholeFile {
    private WholeFile() {}

    /** What a file is to have. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes the file, as UTF-8. A symbolic link stays one, and a device or a pipe is written to: putting a file in its
     * place would break it for everybody else. Who could read the old one can read the new one.
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            fill(file, content);
            return;
        }
        replace(file, content, true);
    }

    /** As {@link #write}, for its owner alone to read whoever could read the old one. */
    public static void writePrivate(Path file, Content content) throws IOException {
        replace(file, content, false);
    }

    /** Why a file cannot be written, in words and without its name. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException missing) {
            Path folder = Path.of(missing.getFile()).toAbsolutePath().getParent();
            return folder != null && Files.isDirectory(folder)
                    ? "no files can be made in that folder"
                    : "no such folder";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getMessage();
    }

    private static void replace(Path file, Content content, boolean sameReaders) throws IOException {
        Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path draft = sameReaders ? draftOfItsOwn(absolute) : onlyDraft(absolute);
        try {
            fill(draft, content);
            if (sameReaders && Files.exists(absolute)) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(absolute));
            }
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A writer whose last characters find no room does not close what it writes to: that is closed by itself. */
    private static void fill(Path file, Content content) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()))) {
            content.writeTo(out);
        }
    }

    /** For a file that one program at a time writes: what one that was killed may have left is taken over. */
    private static Path onlyDraft(Path file) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".part");
        Files.deleteIfExists(draft);
        return Files.createFile(draft, PrivateFiles.FILE);
    }

    /** For a file that two programs may write at once. */
    private static Path draftOfItsOwn(Path file) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".part", PrivateFiles.FILE);
        draft.toFile().deleteOnExit();
        return draft;
    }
}
