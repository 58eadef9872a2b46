package org.overtap.lab.ns;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a script was refused, from what the prelude left behind.
 *
 * @param line the user's line, 0 when unknown
 * @param lineText that line
 * @param problem the first complaint, one line
 * @param output all diagnostics, as the testbed words them
 * @param trace Tcl's trace, or empty
 */
record Diagnosis(int line, String lineText, String problem, String output, String trace) {
    private static final Pattern OUR_OWN_FRAMES =
            Pattern.compile("\n    invoked from within\n\"::real_source .*", Pattern.DOTALL);
    private static final Pattern COMPLAINT = Pattern.compile("(?m)^\\*\\*\\* \\S+: *\n    (.*)$");

    /** Reads the failure file: a line number, what stopped the script, and Tcl's trace if an error did. */
    static Diagnosis of(String failure, String diagnostics, String script, String scriptFile) {
        String[] parts = failure.split("\n", 3);
        String kind = parts.length > 1 ? parts[1] : "errors";
        String trace = parts.length > 2 ? ownTrace(parts[2]) : "";
        int told = Integer.parseInt(parts[0].strip());
        int line = told > 0 ? told : lineIn(trace, scriptFile);
        String shown = trace.replace(scriptFile, "nsfile.ns");
        String first = trace.lines().findFirst().orElse("");
        return switch (kind) {
            case "unknown" -> new Diagnosis(line, lineOf(script, line), first, diagnostics + first + "\n", shown);
            case "error" -> new Diagnosis(line, lineOf(script, line), first, diagnostics + shown + "\n", shown);
            default -> new Diagnosis(line, lineOf(script, line), firstComplaint(diagnostics), diagnostics, "");
        };
    }

    /** A refusal that no line of the script explains. */
    static Diagnosis ofWhole(String problem, String diagnostics) {
        return new Diagnosis(0, "", problem, diagnostics + problem + "\n", "");
    }

    private static String ownTrace(String trace) {
        return OUR_OWN_FRAMES.matcher(trace).replaceFirst("").stripTrailing();
    }

    private static int lineIn(String trace, String scriptFile) {
        Matcher at = Pattern.compile("\\(file \"" + Pattern.quote(scriptFile) + "\" line (\\d+)\\)")
                .matcher(trace);
        return at.find() ? Integer.parseInt(at.group(1)) : 0;
    }

    private static String lineOf(String script, int line) {
        List<String> lines = script.lines().toList();
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
    }

    private static String firstComplaint(String diagnostics) {
        Matcher complaint = COMPLAINT.matcher(diagnostics);
        return complaint.find() ? complaint.group(1) : "the script was refused";
    }
}
