package org.overtap.cli;

import java.util.concurrent.Callable;
import org.overtap.cli.option.ConnectionOptions;
import org.overtap.cli.option.DrawingOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.report.PrintedTopology;
import org.overtap.topology.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints or saves a topology. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Print the topology of a running experiment or a file; -o FILE saves it.")
final class TopologyCommand implements Callable<Integer> {
    private final Sources sources;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "${bundle:testbeds}, a sample's folder, or a topology file")
    private String source;

    @Option(names = "--explain", description = "say what the testbed hid, and what was inferred from what")
    private boolean explain;

    @Mixin
    private DrawingOptions reading;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private final OutputOptions output = new OutputOptions(PrintedTopology.class);

    TopologyCommand(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Integer call() throws Exception {
        Topology topology = read();
        output.write(spec.commandLine().getOut(), new PrintedTopology(topology, explain));
        return ExitCode.DONE;
    }

    private Topology read() throws Exception {
        reading.requireDrawing(sources.isDrawing(source));
        if (!sources.isLive(source)) {
            output.requireApart(source);
            return sources.file(source, reading.columns());
        }
        ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
        try (OverlayLifecycle overlay = OverlayLifecycle.withoutState(sources.access(source, connection), progress)) {
            return overlay.discover();
        }
    }
}
