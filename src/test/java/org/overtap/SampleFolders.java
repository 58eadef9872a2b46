package org.overtap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folders of {@code sample-topologies/}. */
public final class SampleFolders {
    private SampleFolders() {}

    /** Those that a lab can be made of, which takes a script. */
    public static Stream<Path> withScript() {
        return all().filter(folder -> Files.exists(folder.resolve("experiment.ns")));
    }

    /** All of them, sorted by name. */
    public static Stream<Path> all() {
        try (Stream<Path> folders = Files.list(Path.of("sample-topologies"))) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
