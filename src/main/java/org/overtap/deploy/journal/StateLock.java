package org.overtap.deploy.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A hold on the file by which overtaps keep out of each other's way. It is the operating system's, so that it goes with
 * the process, however that ends. The file stays, and tells who holds it. One may hold it alone, or several together.
 *
 * <p>Such holds belong to a process, and all of them go when it closes the file, whichever part of it opened that: so
 * there is one table of them for the process, and one descriptor for each file.
 */
final class StateLock implements AutoCloseable {
    /** Where in the file the holds are: far behind what it tells, and where NFS of any version can lock. */
    private static final long WORK = 1L << 30;

    private static final long AMENDING = WORK + 1;
    private static final long LONGEST_AMENDING_MS = 20_000;
    private static final int PAUSE_MS = 10;
    private static final int TELLING_TRIES = 100;
    private static final int LARGEST_TEXT = 1 << 16;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions.asFileAttribute(
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private static final Map<Path, Opened> TABLE = new HashMap<>();

    /** Somebody else holds it. */
    static final class TakenException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Worker> by;

        private TakenException(List<Worker> by) {
            super("taken");
            this.by = List.copyOf(by);
        }

        /** Who, as far as the file tells. */
        List<Worker> by() {
            return by;
        }
    }

    /** A lock file that this process has open. */
    private static final class Opened {
        private final Path file;
        private final FileChannel channel;
        private final List<Worker> holders = new ArrayList<>();
        private FileLock lock;

        Opened(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    OWNER_ONLY);
        }
    }

    private final Opened opened;
    private final Worker worker;

    private StateLock(Opened opened, Worker worker) {
        this.opened = opened;
        this.worker = worker;
    }

    /**
     * Takes hold of it.
     *
     * @param shared whether others may do so too who share it
     * @throws TakenException if somebody holds it so that it cannot be had
     * @throws IOException if it cannot be opened, or where it is nothing can be held
     */
    static StateLock take(Path file, Worker worker, boolean shared) throws IOException, TakenException {
        synchronized (TABLE) {
            Opened opened = TABLE.containsKey(file) ? TABLE.get(file) : new Opened(file);
            boolean first = opened.holders.isEmpty();
            if (!first && !(shared && opened.lock.isShared())) {
                throw new TakenException(opened.holders);
            }
            try {
                if (first) {
                    opened.lock = opened.channel.tryLock(WORK, 1, shared);
                    if (opened.lock == null) {
                        throw new TakenException(told(opened));
                    }
                }
                StateLock held = new StateLock(opened, worker);
                held.tell(all -> {
                    if (!shared) {
                        all.clear();
                    }
                    all.add(worker);
                });
                opened.holders.add(worker);
                TABLE.put(file, opened);
                return held;
            } finally {
                if (opened.holders.isEmpty()) {
                    opened.channel.close();
                }
            }
        }
    }

    /** Who has it; one that has only just got it may take a moment to write so down. */
    private static List<Worker> told(Opened opened) throws IOException {
        for (int left = TELLING_TRIES; ; left--) {
            List<Worker> all =
                    read(opened.channel).stream().filter(one -> !one.hasEnded()).toList();
            if (!all.isEmpty() || left == 0) {
                return all;
            }
            pause("while another overtap began to work with " + opened.file);
        }
    }

    private static void pause(String meanwhile) throws IOException {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted " + meanwhile, e);
        }
    }

    /** Who has it, if anybody seems to; of those who share it, all. Holds nothing up. */
    static List<Worker> seen(Path file) {
        synchronized (TABLE) {
            if (TABLE.containsKey(file)) {
                return List.copyOf(TABLE.get(file).holders);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return read(channel).stream().filter(one -> !one.hasEnded()).toList();
            } catch (IOException e) {
                return List.of();
            }
        }
    }

    /** Does something that takes a moment only. */
    interface Work {
        void run() throws IOException, DeployException;
    }

    /** Does the work while nobody else does any such work, not even one who shares the hold. */
    void alone(Work work) throws IOException, DeployException {
        synchronized (opened) {
            FileLock amending = amending();
            try {
                work.run();
            } finally {
                amending.release();
            }
        }
    }

    private FileLock amending() throws IOException {
        long end = System.nanoTime() + LONGEST_AMENDING_MS * 1_000_000;
        while (true) {
            FileLock got = tryAmending();
            if (got != null) {
                return got;
            }
            if (System.nanoTime() > end) {
                throw new IOException("another overtap does not let go of " + opened.file);
            }
            pause("while another overtap changed what " + opened.file + " guards");
        }
    }

    private FileLock tryAmending() throws IOException {
        try {
            return opened.channel.tryLock(AMENDING, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Writes down who has it; nobody has it that has ended. */
    private void tell(Consumer<List<Worker>> change) throws IOException {
        try {
            alone(() -> {
                List<Worker> all = new ArrayList<>(read(opened.channel));
                all.removeIf(Worker::hasEnded);
                change.accept(all);
                write(opened, all);
            });
        } catch (DeployException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<Worker> read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LARGEST_TEXT, channel.size()));
        int at = 0;
        while (bytes.hasRemaining()) {
            int got = channel.read(bytes, at);
            if (got < 0) {
                break;
            }
            at += got;
        }
        return new String(bytes.array(), 0, at, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> Worker.parse(line).stream())
                .toList();
    }

    /** Where there is no room for it, others are not told who it is, and are kept out all the same. */
    private static void write(Opened opened, List<Worker> workers) {
        StringBuilder text = new StringBuilder();
        workers.forEach(one -> text.append(one.line()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try {
            opened.channel.truncate(0);
            int at = 0;
            while (bytes.hasRemaining()) {
                at += opened.channel.write(bytes, at);
            }
        } catch (IOException e) {
            // A disk that is full is no reason not to take a deployment away.
        }
    }

    /** Lets go of it. */
    @Override
    public void close() {
        synchronized (TABLE) {
            if (!opened.holders.remove(worker)) {
                return;
            }
            try {
                tell(all -> all.remove(worker));
            } catch (IOException e) {
                // What it tells then is of one that has ended.
            }
            if (opened.holders.isEmpty()) {
                TABLE.remove(opened.file);
                try {
                    opened.channel.close();
                } catch (IOException e) {
                    // The hold goes with the process at the latest.
                }
            }
        }
    }
}
