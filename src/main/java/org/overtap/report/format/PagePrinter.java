package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/**
 * Writes one HTML document that needs nothing else.
 *
 * @param page the document; names in it go through {@link Xml}
 */
public record PagePrinter<T>(Class<T> prints, String noun, Function<T, String> page) implements Printer<T> {
    public static final String FORMAT = "html";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        to.write(page.apply(result));
    }
}
