package org.overtap.deploy.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;

/** What keeps other overtaps from a state file while one works with it, and what that one knows meanwhile. */
final class StateHold implements AutoCloseable {
    static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final StateLock lock;
    private final Worker worker;
    private final boolean shared;
    private String known = "";

    private StateHold(StateLock lock, Worker worker, boolean shared) {
        this.lock = lock;
        this.worker = worker;
        this.shared = shared;
    }

    /**
     * Takes hold of a state file.
     *
     * @throws DeployException if another overtap is at work with it, saying which; or if nothing can be locked there
     */
    static StateHold take(Path state, Worker worker, boolean shared) throws DeployException {
        Path mark = mark(state);
        try {
            createFolder(state);
            return new StateHold(StateLock.take(mark, worker, shared), worker, shared);
        } catch (StateLock.TakenException e) {
            String who = e.by().stream().map(Worker::toString).collect(Collectors.joining("; "));
            throw new DeployException((who.isEmpty() ? "another overtap" : who + ",")
                    + " is at work on the deployment of " + state + ": wait until it has ended, and repeat");
        } catch (IOException e) {
            throw new DeployException("the state file's folder " + mark.getParent()
                    + " cannot be written, or nothing can be locked in it (" + e.getMessage() + "): give --state FILE");
        }
    }

    /** The file that is locked: beside the one that the state is really in, so that every name of it means the same. */
    static Path mark(Path state) {
        Path absolute = state.toAbsolutePath().normalize();
        try {
            Path real = Files.exists(absolute)
                    ? absolute.toRealPath()
                    : absolute.getParent().toRealPath().resolve(absolute.getFileName());
            return real.resolveSibling(real.getFileName() + ".lock");
        } catch (IOException e) {
            return absolute.resolveSibling(absolute.getFileName() + ".lock");
        }
    }

    static void createFolder(Path state) throws IOException {
        Path folder = state.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNERS_FOLDER);
        }
    }

    Worker worker() {
        return worker;
    }

    /** Whether others may hold it too. */
    boolean isShared() {
        return shared;
    }

    /** Does the work while nobody who shares the hold does any such. */
    void alone(StateLock.Work work) throws DeployException {
        try {
            lock.alone(work);
        } catch (IOException e) {
            throw new DeployException("the state cannot be changed: " + e.getMessage());
        }
    }

    /** Whether the file is known to tell of that deployment, or of none. */
    synchronized boolean knows(String id) {
        return known.equals(id);
    }

    /** It was seen to. */
    synchronized void know(String id) {
        known = id;
    }

    @Override
    public void close() {
        lock.close();
    }
}
