package org.overtap.record.dataset;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.overtap.topology.file.PrivateFiles;
import org.overtap.topology.file.WholeFile;

/**
 * A folder that is there whole or not at all: what goes into it lies in a hidden folder beside it, which gets its name
 * in the end. Only its owner may look into it; files in it are made as the user's settings say.
 */
final class DraftFolder {
    private final Path target;
    private final Path draft;

    private DraftFolder(Path target, Path draft) {
        this.target = target;
        this.draft = draft;
    }

    /**
     * Begins one.
     *
     * @throws IOException if something else has that name, with what to do in words
     */
    static DraftFolder begin(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        requireFree(target);
        try {
            Files.createDirectories(absolute.getParent());
            Path draft = Files.createTempDirectory(
                    absolute.getParent(), "." + absolute.getFileName() + ".", PrivateFiles.FOLDER);
            return new DraftFolder(absolute, draft);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** @throws IOException if something is there, with what to do in words */
    static void requireFree(Path target) throws IOException {
        if (target.getFileName() == null) {
            throw new IOException(target + " cannot be a dataset's folder: give a folder that is not there yet");
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(
                    target + " is there and is no folder: give a folder that is not there yet, or is empty");
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isPresent()) {
                throw new FileAlreadyExistsException(
                        target + " has something in it: give a folder that is not there yet, or is empty");
            }
        }
    }

    /** The folder that is being filled. */
    Path path() {
        return draft;
    }

    /** The name that it gets. */
    Path target() {
        return target;
    }

    /**
     * Gives it its name.
     *
     * @throws IOException if something has that name by now
     */
    void keep() throws IOException {
        requireFree(target);
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            throw new FileAlreadyExistsException(
                    target + " got something in it meanwhile: give a folder that is not there yet, or is empty");
        }
    }

    /** Removes what is there of it, if it has not got its name. */
    void discard() throws IOException {
        if (Files.exists(draft)) {
            Files.walkFileTree(draft, new Removal());
        }
    }

    /** Says of a failure to write what to do next. */
    IOException failure(IOException e) {
        return failure(target, e);
    }

    private static IOException failure(Path target, IOException e) {
        return new IOException(
                "cannot write the dataset to " + target + " (" + WholeFile.reason(e)
                        + "): nothing of it is there now; free some space or give another folder, and repeat",
                e);
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException error) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
