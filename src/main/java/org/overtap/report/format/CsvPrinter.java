package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a table as CSV (RFC 4180) with a line of titles.
 *
 * @param table its lines, the first of them titles; one by one, as a table can be long
 */
public record CsvPrinter<T>(Class<T> prints, String noun, Function<T, Stream<List<String>>> table)
        implements Printer<T> {
    public static final String FORMAT = "csv";

    private static final String LINE_END = "\r\n";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        try (Stream<List<String>> lines = table.apply(result)) {
            for (List<String> line : (Iterable<List<String>>) lines::iterator) {
                for (int i = 0; i < line.size(); i++) {
                    to.write((i == 0 ? "" : ",") + cell(line.get(i)));
                }
                to.write(LINE_END);
            }
        }
        to.flush();
    }

    /**
     * A cell as it stands in a file. A spreadsheet takes text that begins with one of =, +, -, @, a tab or a carriage
     * return for a formula: in front of such a name goes an apostrophe, which it shows as text.
     */
    static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
