package org.overtap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folders of {@code sample-topologies/}. */
public final class SampleFolders {
    private SampleFolders() {}

    /** All of them, sorted by name. */
    public static Stream<Path> all() {
        try (Stream<Path> folders = Files.list(Path.of("sample-topologies"))) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
