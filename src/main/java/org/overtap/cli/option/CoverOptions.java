package org.overtap.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.overlay.flows.FlowOptions;
import org.overtap.topology.file.InputFile;
import picocli.CommandLine.Option;

/** What a plan must see: every conversation on every segment, or every flow between hosts somewhere on its way. */
@HelpGroup(HelpGroup.Heading.MODES)
public final class CoverOptions {
    private static final long LARGEST_BYTES = 64L << 20;

    enum Cover {
        SEGMENTS,
        FLOWS
    }

    @Option(
            names = "--cover",
            paramLabel = "WHAT",
            defaultValue = "segments",
            description = "segments (every conversation on every segment) or flows (every flow between hosts, seen at"
                    + " least once on its way and counted by one probe) (default: ${DEFAULT-VALUE})")
    private Cover cover;

    @Option(
            names = "--hosts",
            paramLabel = "NODE",
            split = ",",
            description = "with --cover flows: the hosts that flows run between, or 'all' nodes (default: nodes on one"
                    + " segment)")
    private List<String> hosts = List.of();

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description = "with --cover flows: how much flows between hosts, a line 'FROM TO AMOUNT' for each pair")
    private Path traffic;

    /** The flows that are to be covered; empty if conversations are. */
    Optional<FlowOptions> flows() {
        if (cover == Cover.SEGMENTS && (!hosts.isEmpty() || traffic != null)) {
            throw new UsageException("--hosts and --traffic need --cover flows");
        }
        return cover == Cover.FLOWS
                ? Optional.of(new FlowOptions(hosts, traffic == null ? Map.of() : read(traffic)))
                : Optional.empty();
    }

    private static Map<FlowOptions.Pair, Long> read(Path file) {
        Map<FlowOptions.Pair, Long> amounts = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                add(amounts, line.split("[\\s,]+"), file + ":" + (i + 1) + ": ");
            }
        }
        return amounts;
    }

    private static void add(Map<FlowOptions.Pair, Long> amounts, String[] fields, String where) {
        if (fields.length != 3 || !fields[2].matches("[0-9]{1,15}")) {
            throw new UsageException(where + "expected FROM TO AMOUNT, the amount a whole number of zero or more");
        }
        if (amounts.put(new FlowOptions.Pair(fields[0], fields[1]), Long.parseLong(fields[2])) != null) {
            throw new UsageException(where + "a second amount from " + fields[0] + " to " + fields[1]);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return InputFile.text(file, LARGEST_BYTES).lines().toList();
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read as text (" + InputFile.reason(e) + ")");
        }
    }
}
