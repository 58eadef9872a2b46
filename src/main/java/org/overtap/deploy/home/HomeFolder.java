package org.overtap.deploy.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The place on this machine for the files of one daemon. What is on its way lies apart, in a hidden folder: a file that
 * is not whole would keep the tools that read the others from reading any. Only its owner may read what is made here.
 */
final class HomeFolder {
    private static final String ON_THE_WAY = ".incoming";
    private static final String REPLACED = ".replaced";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path top;
    private final Path below;
    private final List<Path> aside = new ArrayList<>();

    /**
     * A place that need not be there yet.
     *
     * @param top the folder that the user names; it may be a link of his to one
     * @param below the daemon's, relative to that
     */
    HomeFolder(Path top, Path below) {
        this.top = top;
        this.below = below;
    }

    Path path() {
        return top.resolve(below);
    }

    /** Where a file of that path goes. */
    Path file(StoredFile file) {
        return path().resolve(file.path());
    }

    /** Where it lies until it is whole. */
    Path part(StoredFile file) {
        return top.resolve(ON_THE_WAY).resolve(below).resolve(file.path() + ".part");
    }

    /**
     * Whether that file is here, with the size and the sum that the node told. One that is shorter here is not: a
     * collector that is started again goes on with the file of the same minutes, though it was closed before.
     *
     * @throws FileAlreadyExistsException if something else has its name
     */
    boolean has(StoredFile stored) throws IOException {
        Path here = file(stored);
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(here, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return false;
        }
        requireFolders(here.getParent());
        if (!found.isRegularFile()) {
            throw new FileAlreadyExistsException(here.toString(), null, "a link or a folder has its name");
        }
        if (found.size() < stored.size()) {
            return false;
        }
        if (found.size() != stored.size() || sum(here, stored.size()).value() != stored.sum()) {
            throw new FileAlreadyExistsException(here.toString(), null, "another file has its name");
        }
        return true;
    }

    /** The sum of a file's first bytes. */
    static PosixSum sum(Path file, long bytes) throws IOException {
        PosixSum sum = new PosixSum();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (long left = bytes; left > 0; ) {
                int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (got < 0) {
                    break;
                }
                sum.update(buffer, 0, got);
                left -= got;
            }
        }
        return sum;
    }

    /** Makes the folder of what is on its way. */
    void prepare(StoredFile file) throws IOException {
        makeFolders(part(file).getParent());
    }

    /** Gives a file that is whole its name. A shorter one that has it is put aside, into a hidden folder. */
    void keep(StoredFile file) throws IOException {
        Path here = file(file);
        makeFolders(here.getParent());
        if (Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
            putAside(file, here);
        }
        Files.move(part(file), here, StandardCopyOption.ATOMIC_MOVE);
    }

    private void putAside(StoredFile file, Path here) throws IOException {
        if (!Files.isRegularFile(here, LinkOption.NOFOLLOW_LINKS) || Files.size(here) >= file.size()) {
            throw new FileAlreadyExistsException(here.toString(), null, "something has its name by now");
        }
        long sum = sum(here, Files.size(here)).value();
        Path there = top.resolve(REPLACED).resolve(below).resolve(file.path() + "." + sum);
        makeFolders(there.getParent());
        Files.move(here, there, StandardCopyOption.ATOMIC_MOVE);
        aside.add(there);
    }

    /** Where files lie now that were put aside. */
    List<Path> aside() {
        return List.copyOf(aside);
    }

    /** Makes the folder itself, which may stay empty. */
    void make() throws IOException {
        makeFolders(path());
    }

    /** Removes the folders of what was on its way, as far as nothing is left in them. */
    void tidy(StoredFile file) throws IOException {
        for (Path folder = part(file).getParent(); !folder.equals(top); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    private void makeFolders(Path folder) throws IOException {
        Files.createDirectories(top, OWNER_ONLY);
        Path made = top;
        for (Path name : top.relativize(folder)) {
            made = made.resolve(name);
            try {
                Files.createDirectory(made, OWNER_ONLY);
            } catch (FileAlreadyExistsException e) {
                requireFolder(made);
            }
        }
    }

    private void requireFolders(Path folder) throws IOException {
        Path named = top;
        for (Path name : top.relativize(folder)) {
            named = named.resolve(name);
            requireFolder(named);
        }
    }

    private static void requireFolder(Path folder) throws NotDirectoryException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder + " is a link or a file, where a folder is to be");
        }
    }
}
