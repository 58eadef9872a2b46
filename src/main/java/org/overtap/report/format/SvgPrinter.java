package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/**
 * Draws one SVG document that needs nothing else.
 *
 * @param drawing the document; names in it go through {@link Xml}
 */
public record SvgPrinter<T>(Class<T> prints, String noun, Function<T, String> drawing) implements Printer<T> {
    public static final String FORMAT = "svg";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        to.write(drawing.apply(result));
    }
}
