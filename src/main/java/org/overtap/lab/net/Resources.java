package org.overtap.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text files that come with the program. */
public final class Resources {
    private Resources() {}

    /** As {@link #text}, for what cannot be missing. */
    static String textOf(String name) {
        try {
            return text(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole text of a resource, such as {@code lab/net/boot.sh}. */
    public static String text(String name) throws IOException {
        try (InputStream stream = Resources.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the program lacks its file " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
