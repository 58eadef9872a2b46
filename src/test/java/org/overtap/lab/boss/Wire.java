package org.overtap.lab.boss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded exchanges with a boss. */
final class Wire {
    private static final Path FOLDER = Path.of("src/test/resources/emulab/wire");

    private Wire() {}

    static byte[] request(String name) {
        return read(name + ".request.xml");
    }

    static String response(String name) {
        return new String(read(name + ".response.xml"), StandardCharsets.UTF_8);
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
