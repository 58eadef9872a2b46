package org.overtap.record.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;

/**
 * Writes a dataset: first rows and captures, then {@link #finish} with what explains them. Until then nothing has the
 * dataset's name, and closed before that, nothing is left of it. One thread at a time.
 *
 * <p>All methods throw an IOException that says what failed and what to do next.
 */
public final class DatasetWriter implements FlowRows, AutoCloseable {
    private final DraftFolder folder;
    private final List<DatasetTable> tables = new ArrayList<>();
    private final DatasetTable flows;
    private final DatasetTable crossings;
    private final DatasetFiles files;
    private boolean done;

    /**
     * Begins a dataset.
     *
     * @param target its folder, which is not there yet or empty
     * @param forms in which its tables are stored
     */
    public DatasetWriter(Path target, Set<TableForm> forms) throws IOException {
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("a dataset's tables are stored in one form at least");
        }
        folder = DraftFolder.begin(target);
        files = new DatasetFiles(folder.path());
        try {
            flows = begin(DatasetTable.FLOWS, forms);
            crossings = begin(DatasetTable.CROSSINGS, forms);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * For who would do much else before it begins a dataset.
     *
     * @throws IOException if that folder cannot be a dataset's, as what is in it is somebody's, with what to do
     */
    public static void requireFree(Path target) throws IOException {
        DraftFolder.requireFree(target);
    }

    private DatasetTable begin(String name, Set<TableForm> forms) throws IOException {
        DatasetTable table = new DatasetTable(name, folder.path(), forms);
        tables.add(table);
        return table;
    }

    @Override
    public void flow(FlowRow row) throws IOException {
        write(flows, row);
    }

    @Override
    public void crossing(FlowRow row) throws IOException {
        write(crossings, row);
    }

    private void write(DatasetTable table, FlowRow row) throws IOException {
        try {
            table.write(row);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Copies a capture file into the dataset.
     *
     * @param name its name there, without folders; numbered if another has it
     */
    public void capture(String name, InputStream content) throws IOException {
        try {
            files.capture(name, content);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Completes the dataset, and gives it its name.
     *
     * @return what it has
     */
    public DatasetManifest finish(DatasetFacts facts) throws IOException {
        try {
            for (DatasetTable table : tables) {
                files.add(table.finish());
            }
            DatasetManifest manifest = new DatasetDocuments(facts, tables, files).write();
            folder.keep();
            done = true;
            return manifest;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException failed(IOException e) {
        IOException told = folder.failure(e);
        try {
            close();
        } catch (IOException again) {
            told.addSuppressed(again);
        }
        return told;
    }

    /** Removes what is there, unless the dataset is complete. */
    @Override
    public void close() throws IOException {
        if (done) {
            return;
        }
        done = true;
        for (DatasetTable table : tables) {
            table.close();
        }
        if (Files.exists(folder.path())) {
            folder.discard();
        }
    }
}
