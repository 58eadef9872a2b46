package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/**
 * Writes for people.
 *
 * @param text the lines, each ended; nothing in it may steer a terminal
 */
public record TextPrinter<T>(Class<T> prints, String noun, Function<T, String> text) implements Printer<T> {
    public static final String FORMAT = "text";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        to.write(text.apply(result));
    }
}
