package org.overtap.report.format;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;

/**
 * Writes one graph in Graphviz' language.
 *
 * @param graph the graph, each name in it quoted
 */
public record DotPrinter<T>(Class<T> prints, String noun, Function<T, String> graph) implements Printer<T> {
    public static final String FORMAT = "dot";

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        to.write(graph.apply(result));
    }
}
