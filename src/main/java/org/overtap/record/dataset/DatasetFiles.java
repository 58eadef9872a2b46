package org.overtap.record.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.overtap.record.dataset.file.SummedOutput;
import org.overtap.record.dataset.file.TableFile;

/** The files that a dataset has so far, each with its sum, and how more come to it. */
final class DatasetFiles {
    /** In the format of sha256sum. */
    static final String SUMS = "SHA256SUMS";

    static final String CAPTURES = "pcap";

    private final Path dataset;
    private final List<DatasetManifest.FileEntry> entries = new ArrayList<>();

    DatasetFiles(Path dataset) {
        this.dataset = dataset;
    }

    void add(List<TableFile> written) {
        written.forEach(file -> entries.add(
                new DatasetManifest.FileEntry(relative(file.path()), file.size(), file.sha256(), file.rows())));
    }

    private String relative(Path file) {
        StringBuilder path = new StringBuilder();
        dataset.relativize(file)
                .forEach(name -> path.append(path.isEmpty() ? "" : "/").append(name));
        return path.toString();
    }

    void capture(String name, InputStream content) throws IOException {
        Path plain = Path.of(name).getFileName();
        if (plain == null || !plain.toString().equals(name) || name.startsWith(".")) {
            throw new IllegalArgumentException("a capture file has a plain name, not " + name);
        }
        Path folder = Files.createDirectories(dataset.resolve(CAPTURES));
        Path file = folder.resolve(name);
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(i + "-" + name);
        }
        SummedOutput summed = new SummedOutput(file);
        try (summed) {
            content.transferTo(summed);
        }
        add(List.of(summed.file(0)));
    }

    /** Adds a document. */
    void document(String name, String text) throws IOException {
        SummedOutput summed = new SummedOutput(dataset.resolve(name));
        try (summed) {
            summed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        add(List.of(summed.file(0)));
    }

    /** All that there are, by path. */
    List<DatasetManifest.FileEntry> entries() {
        return entries.stream()
                .sorted(Comparator.comparing(DatasetManifest.FileEntry::path))
                .toList();
    }

    boolean has(String folder) {
        return entries.stream().anyMatch(entry -> entry.path().startsWith(folder + "/"));
    }

    /** Adds the list of all sums; nothing comes after it. */
    void sums() throws IOException {
        try (OutputStream out = Files.newOutputStream(dataset.resolve(SUMS))) {
            for (DatasetManifest.FileEntry entry : entries()) {
                out.write(line(entry).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** As sha256sum writes it: with a backslash before it where the name has characters that end lines. */
    private static String line(DatasetManifest.FileEntry entry) {
        String name = entry.path().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return (name.equals(entry.path()) ? "" : "\\") + entry.sha256() + "  " + name + "\n";
    }
}
