package org.overtap.record.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.overtap.record.dataset.file.SummedOutput;

/** Compares a dataset's files with what its manifest tells of them. */
final class DatasetCheck {
    private final Path folder;
    private final DatasetManifest manifest;

    DatasetCheck(Path folder, DatasetManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** What is not as it was. */
    List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>();
        for (DatasetManifest.FileEntry entry : manifest.files()) {
            finding(entry).ifPresent(what -> findings.add(entry.path() + " " + what));
        }
        return findings;
    }

    private Optional<String> finding(DatasetManifest.FileEntry entry) throws IOException {
        Path file = folder.resolve(entry.path()).normalize();
        if (!file.startsWith(folder.normalize())) {
            return Optional.of("lies outside of the dataset");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("is missing");
        }
        if (Files.size(file) != entry.size()) {
            return Optional.of("has " + Files.size(file) + " bytes instead of " + entry.size());
        }
        return sum(file).equals(entry.sha256()) ? Optional.empty() : Optional.of("has another content than it had");
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest = SummedOutput.newSum();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
