package org.overtap.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Text files that come with the program. */
public final class Resources {
    private Resources() {}

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
