package org.overtap.cli.option;

import org.overtap.topology.graph.EdgeColumns;
import picocli.CommandLine.Option;

/** How a file that only draws a network is read. */
@HelpGroup(HelpGroup.Heading.DRAWING)
public final class DrawingOptions {
    @Option(
            names = "--columns",
            paramLabel = "N",
            description =
                    "of an edge list, read the first N words of each line as names; or all, numbers that look like"
                            + " weights too")
    private String columns;

    /** Which words of an edge list are names. */
    public EdgeColumns columns() {
        return columns == null ? EdgeColumns.UNSAID : EdgeColumns.parse(columns);
    }

    /** Makes sure that columns are asked only of what may have some. */
    public void requireDrawing(boolean drawing) {
        if (columns != null && !drawing) {
            throw new UsageException("--columns is about edge lists (.edges, .edges.gz)");
        }
    }
}
