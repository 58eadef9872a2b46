package org.overtap.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;

/** Keeps two processes from building or removing the same lab at once; the kernel lets go of it with its process. */
final class LabLock implements AutoCloseable {
    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; empty when the lab has no folder, and so nobody works on it. */
    static Optional<LabLock> take(LabName name) throws LabException {
        Path file = LabFolder.of(name).path().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new LabException("lab " + name + " is being built or removed by another process; wait for it, or"
                        + " end the process that holds " + file);
            }
            return Optional.of(new LabLock(channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LabException(file + " cannot be locked: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the process at the latest.
        }
    }
}
