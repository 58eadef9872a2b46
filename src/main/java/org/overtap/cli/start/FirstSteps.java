package org.overtap.cli.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.overtap.report.format.Table;
import org.overtap.testbed.TestbedRegistry;

/** What can be done here, in five lines at most: a command each, and behind it what it is for. */
public final class FirstSteps {
    /** Names of one kind that have room in a line. */
    private static final int MOST_NAMES = 4;

    /** What is behind a longer command is not aligned with the others. */
    private static final int WIDEST = 50;

    private FirstSteps() {}

    /** The lines, each ended. */
    public static String of(Surroundings there, TestbedRegistry testbeds) {
        List<String[]> lines = new ArrayList<>();
        if (there.labs()) {
            lines.add(line(there, "demo --install", "the whole job, in a small real testbed on this machine"));
        }
        lines.add(line(
                there,
                "plan " + there.sample().orElse("FILE"),
                there.sample().isPresent()
                        ? "what it would do; needs neither root nor a testbed"
                        : "a topology (.json, .graphml, .edges): what it would do to such an experiment"));
        lines.add(own(there, testbeds));
        lines.add(after(there));
        lines.add(line(there, "--help", "all commands"));
        int width = lines.stream().mapToInt(words -> words[0].length()).max().orElse(0);
        return lines.stream()
                .map(words ->
                        words[0] + " ".repeat(width - words[0].length()) + "  # " + Table.printable(words[1]) + "\n")
                .collect(Collectors.joining());
    }

    /** A shell takes what is behind the number sign for a comment: a line can be pasted whole. */
    private static String[] line(Surroundings there, String command, String purpose) {
        return new String[] {there.program() + " " + command, purpose};
    }

    /** An experiment of the user's: in a lab that stands, by a profile of his, or by settings. */
    private static String[] own(Surroundings there, TestbedRegistry testbeds) {
        String first = testbeds.first().name() + ":";
        String profiles = there.profiles().isEmpty() ? "" : "profiles: " + names(there.profiles());
        if (!there.standing().isEmpty()) {
            Map.Entry<String, String> lab =
                    there.standing().entrySet().iterator().next();
            return line(
                    there,
                    "lab exec " + lab.getKey() + " -- overtap run " + first + lab.getValue() + " --profile "
                            + lab.getKey(),
                    "labs that stand: " + names(List.copyOf(there.standing().keySet()))
                            + (profiles.isEmpty() ? "" : "; " + profiles));
        }
        String source = first + testbeds.first().syntax();
        return there.profiles().isEmpty()
                ? line(there, "run SOURCE", "your own experiment: " + testbeds.syntax())
                : line(there, "run " + source + " --profile " + there.profiles().get(0), profiles);
    }

    /** What runs already, or what cannot be told; else a look at what there is to measure with. */
    private static String[] after(Surroundings there) {
        if (!there.broken().isEmpty()) {
            return line(there, "status SOURCE", there.broken().get(0));
        }
        return there.deployed().isEmpty()
                ? line(there, "testbeds", "where it can run; no overlay is deployed from here")
                : line(there, "status SOURCE", "overlays deployed from here: " + names(there.deployed()));
    }

    private static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
