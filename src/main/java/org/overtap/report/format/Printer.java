package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes one kind of result in one format. Adding one is a line in the table of printers, and a class for the format if that
 * is new.
 *
 * @param <T> the result
 */
public interface Printer<T> {
    /** What it prints. */
    Class<T> prints();

    /** The format's name, as it is typed: lower case letters. */
    String format();

    /** The result as a noun, for a sentence on what this format is for. */
    String noun();

    /** Writes all of it, and does not close {@code to}. */
    void print(T result, Writer to) throws IOException;
}
