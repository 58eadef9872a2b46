package org.overtap.topology.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files that are their owner's alone, whatever the umask: they tell of a testbed, or hold keys. */
public final class PrivateFiles {
    /** For a new file: its owner may read and write it. */
    public static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

    /** For a new folder: its owner may use it. */
    public static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");

    private PrivateFiles() {}

    /** Makes the folder, and those above it, where they are missing; those that there are stay as they are. */
    public static void makeFolders(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER);
    }

    /** Keeps others out of a folder of ours that may have been made when they were let in. */
    public static void closeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder) && Files.isWritable(folder)) {
            Files.setPosixFilePermissions(folder, FOLDER.value());
        }
    }

    /** Whether that is a file that its owner is not the only one to read; where nothing tells, it is not. */
    public static boolean readByOthers(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return false;
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        return given.contains(PosixFilePermission.GROUP_READ) || given.contains(PosixFilePermission.OTHERS_READ);
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
