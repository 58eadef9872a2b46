package org.overtap.record.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.overtap.record.dataset.file.FileForm;
import org.overtap.record.dataset.file.RowBatch;
import org.overtap.record.dataset.file.RowBatches;
import org.overtap.record.dataset.file.SharedTexts;
import org.overtap.record.table.Column;

/** Reads many files at a time, ahead of the one who takes their rows. */
final class FileQueue implements AutoCloseable {
    private static final int MOST_READERS = 2;
    private static final int AHEAD = 2;

    private final FileForm form;
    private final List<Path> files;
    private final Set<Column> columns;
    private final SharedTexts texts;
    private final AtomicInteger next = new AtomicInteger();
    private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
    private final List<Thread> readers = new ArrayList<>();
    private int running;

    /**
     * What comes of a file: rows of it, or why no more of it can be read.
     *
     * @param file which; null with what is no file's
     * @param batch rows
     * @param failure why there are no more
     * @param broken what should never be thrown
     */
    record Item(Path file, RowBatch batch, Optional<IOException> failure, Optional<Throwable> broken) {
        private static Item of(Path file, RowBatch batch) {
            return new Item(file, batch, Optional.empty(), Optional.empty());
        }

        private static Item failed(Path file, IOException failure) {
            return new Item(file, null, Optional.of(failure), Optional.empty());
        }

        private static Item end(Optional<Throwable> broken) {
            return new Item(null, null, Optional.empty(), broken);
        }

        /** Whether nothing comes any more. */
        boolean isEnd() {
            return file == null;
        }
    }

    /** Begins to read. */
    FileQueue(FileForm form, List<Path> files, Set<Column> columns, SharedTexts texts) {
        this.texts = texts;
        this.form = form;
        this.files = files;
        this.columns = columns;
        int count = Math.max(
                1,
                Math.min(
                        Math.min(MOST_READERS, files.size()),
                        Runtime.getRuntime().availableProcessors()));
        for (int i = 0; i < count; i++) {
            Thread reader = new Thread(this::read, "dataset-reader-" + i);
            reader.setDaemon(true);
            readers.add(reader);
        }
        running = count;
        readers.forEach(Thread::start);
    }

    private void read() {
        Optional<Throwable> broken = Optional.empty();
        try {
            for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                read(files.get(i));
            }
        } catch (InterruptedException e) {
            return;
        } catch (RuntimeException | Error e) {
            broken = Optional.of(e);
        }
        try {
            queue.put(Item.end(broken));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path file) throws InterruptedException {
        try (RowBatches batches = form.read(file, columns, texts)) {
            for (Optional<RowBatch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                queue.put(Item.of(file, batch.get()));
            }
        } catch (IOException e) {
            queue.put(Item.failed(file, e));
        }
    }

    /** The next that comes of any file; waits for it. */
    Item take() throws IOException {
        try {
            Item item = queue.take();
            while (item.isEnd()) {
                if (item.broken().isPresent()) {
                    throw new IllegalStateException(
                            "reading a dataset failed", item.broken().get());
                }
                running--;
                if (running == 0) {
                    return item;
                }
                item = queue.take();
            }
            return item;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a dataset was read", e);
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        readers.forEach(Thread::interrupt);
    }
}
