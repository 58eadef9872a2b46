package org.overtap.cli.emulab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.FormatOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.report.TextAndDocument;
import org.overtap.testbed.emulab.rewrite.AddedNode;
import org.overtap.testbed.emulab.rewrite.ExperimentNames;
import org.overtap.testbed.emulab.rewrite.RewriteException;
import org.overtap.testbed.emulab.rewrite.RewriteRequest;
import org.overtap.testbed.emulab.rewrite.Rewriter;
import org.overtap.testbed.emulab.rewrite.ScriptLimits;
import org.overtap.testbed.emulab.rewrite.SegmentTaps;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.graph.EdgeColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rewrites an ns script on paper: no testbed is asked. */
@Command(
        name = "rewrite",
        mixinStandardHelpOptions = true,
        description = "Add taps and a collector node to an ns script, or take them out again; no testbed is touched.",
        footer = {
            "",
            "The script is printed, or written with -o. Only one marked block is added; the rest stays byte for byte.",
            "A script that was rewritten already is given the new block in place of the old one."
        })
public final class RewriteCommand implements Callable<Integer> {
    private final Sources sources;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCRIPT.ns", description = "the experiment's ns script")
    private Path file;

    @Option(names = "--topology", paramLabel = "FILE", description = "the experiment's topology, or a sample's folder")
    private String topology;

    @Option(names = "--tap", paramLabel = "STYLE", description = "shaper, member-shaper, bridge, lan or bridge-lan")
    private String tap;

    @Option(
            names = "--segment",
            paramLabel = "NAME",
            split = ",",
            description = "tap this one; without it, every segment that has no shaper and that the style fits")
    private List<String> segments = List.of();

    @Option(
            names = "--flooding",
            paramLabel = "NAME",
            split = ",",
            description = "vouch that this segment floods when it is a LAN, so that a node on it sees everything")
    private Set<String> flooding = Set.of();

    @Option(names = "--collector-node", paramLabel = "NAME", description = "add a node without links for a collector")
    private String collector;

    @Option(names = "--collector-os", paramLabel = "NAME", description = "its image")
    private String collectorOs;

    @Option(names = "--collector-type", paramLabel = "TYPE", description = "its hardware")
    private String collectorType;

    @Option(names = "--delay-os", paramLabel = "NAME", description = "the image of all shapers and bridges")
    private String delayOs;

    @Option(names = "--no-end-node-shaping", description = "let shapers shape, not the end nodes")
    private boolean endNodeShapingOff;

    @Option(names = "--undo", description = "print the script as it was before")
    private boolean undo;

    @Mixin
    private final FormatOptions format = new FormatOptions(TextAndDocument.class);

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write the script to FILE")
    private Path out;

    public RewriteCommand(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return rewrite();
        } catch (RewriteException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private int rewrite() throws IOException {
        ScriptText script = ScriptText.read(file);
        if (out == null && !script.printable()) {
            throw new UsageException(file
                    + " is not UTF-8, or has control characters, and printing would change its bytes: write it with"
                    + " -o FILE");
        }
        RewriteRequest request = undo ? RewriteRequest.of(List.of(), List.of()) : request();
        ScriptText result = script.with(new Rewriter().rewrite(script.text(), request));
        if (out != null) {
            result.write(out);
        }
        print(spec.commandLine().getOut(), request, result);
        return ExitCode.DONE;
    }

    private RewriteRequest request() {
        if (tap == null && collector == null && delayOs == null && !endNodeShapingOff) {
            throw new UsageException("nothing to do: give --tap, --collector-node or --undo");
        }
        if (tap != null && topology == null) {
            throw new UsageException(
                    "--tap needs --topology FILE: names are taken from there, not guessed from the script");
        }
        Optional<Topology> known = Optional.ofNullable(topology).map(file -> sources.file(file, EdgeColumns.UNSAID));
        RewriteRequest request = new RewriteRequest(
                tap == null ? List.of() : SegmentTaps.of(tap, known.orElseThrow(), segments, flooding),
                collector == null ? List.of() : List.of(collectorNode()),
                Optional.ofNullable(delayOs),
                endNodeShapingOff);
        if (tap != null && request.taps().isEmpty()) {
            throw new UsageException(
                    "no segment is left to tap with " + tap + ": each has a shaper or is of another kind");
        }
        known.ifPresent(experiment -> ScriptLimits.check(request, ExperimentNames.of(experiment)));
        return request;
    }

    private AddedNode collectorNode() {
        return new AddedNode(
                collector,
                Optional.ofNullable(collectorOs),
                Optional.ofNullable(collectorType),
                Optional.empty(),
                List.of());
    }

    private void print(PrintWriter to, RewriteRequest request, ScriptText result) throws IOException {
        ObjectNode document = JsonDocument.tree("overtap/rewrite/1", request).put("script", result.text());
        String text = out == null ? result.text() : summary(request) + System.lineSeparator();
        format.print(new TextAndDocument(text, document), to);
    }

    private String summary(RewriteRequest request) {
        String what = request.isEmpty()
                ? "without overtap's block"
                : "with " + request.taps().size() + " taps and "
                        + request.nodes().size() + " added nodes";
        return "wrote " + out + " " + what;
    }
}
