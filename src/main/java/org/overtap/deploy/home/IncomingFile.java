package org.overtap.deploy.home;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** One file on its way here. It goes on where an earlier try broke off. */
final class IncomingFile implements Closeable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final HomeFolder home;
    private final StoredFile file;
    private final FileChannel out;
    private final PosixSum sum;
    private long arrived;

    private IncomingFile(HomeFolder home, StoredFile file, FileChannel out, PosixSum sum, long arrived) {
        this.home = home;
        this.file = file;
        this.out = out;
        this.sum = sum;
        this.arrived = arrived;
    }

    /** It came whole, and is not what the node told. What came of it was thrown away. */
    static final class Damaged extends IOException {
        Damaged(StoredFile file) {
            super(file.path() + " did not arrive as its node told it");
        }
    }

    static IncomingFile open(HomeFolder home, StoredFile file) throws IOException {
        home.prepare(file);
        Path part = home.part(file);
        if (!Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS) || Files.size(part) > file.size()) {
            Files.deleteIfExists(part);
        }
        if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(part, OWNER_ONLY);
        }
        long before = Files.size(part);
        PosixSum sum = HomeFolder.sum(part, before);
        FileChannel out =
                FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        return new IncomingFile(home, file, out, sum, before);
    }

    /** How many bytes of it are here. */
    long arrived() {
        return arrived;
    }

    /** How many are not. */
    long left() {
        return file.size() - arrived;
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
        try {
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        } catch (IOException e) {
            throw new FileSystemException(home.part(file).toString(), null, e.getMessage());
        }
        sum.update(bytes, from, count);
        arrived += count;
    }

    /**
     * Gives it its name.
     *
     * @param durable whether it must outlive this machine's power
     * @throws Damaged if it is not what the node told
     */
    void finish(boolean durable) throws IOException {
        try (out) {
            if (durable) {
                out.force(true);
            }
        }
        if (sum.value() != file.sum()) {
            Files.delete(home.part(file));
            throw new Damaged(file);
        }
        home.keep(file);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
