package org.overtap.lab.ns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Emulab's ns parser in small: runs a script under {@code otclsh} with our own prelude.
 *
 * <p>Every call starts a process of its own; an evaluator may be shared between threads. A script that does not end
 * in time is stopped, which counts as refused. Scripts are ISO-8859-1, as on the testbed: other letters become
 * question marks.
 */
public final class NsEvaluator {
    /** A script may run this long unless the constructor says otherwise. */
    public static final Duration DEFAULT_TIME = Duration.ofSeconds(60);

    private static final List<String> PRELUDE = List.of(
            "parse",
            "core",
            "units",
            "simulator",
            "extras",
            "node",
            "lanlink",
            "lanrows",
            "agents",
            "objects",
            "events",
            "sequences",
            "routes",
            "rows",
            "tb",
            "tbexp",
            "tblinks",
            "tbmembers",
            "tbelab");
    private static final long LARGEST_RESULT = 256L << 20;

    private final String interpreter;
    private final ParserSettings settings;
    private final Duration time;

    /** Uses the {@code otclsh} found on PATH and the settings of a usual testbed. */
    public NsEvaluator() {
        this("otclsh", ParserSettings.usual(), DEFAULT_TIME);
    }

    /**
     * @param interpreter path of {@code otclsh}, or its name on PATH
     * @param settings the testbed's own
     * @param time how long one script may run
     */
    public NsEvaluator(String interpreter, ParserSettings settings, Duration time) {
        this.interpreter = interpreter;
        this.settings = settings;
        this.time = time;
    }

    /**
     * What the script describes; images are checked.
     *
     * @throws NsScriptException when the parser would refuse the script
     * @throws IllegalStateException when {@code otclsh} is not installed
     */
    public VirtualExperiment evaluate(String pid, String eid, String script) throws NsScriptException {
        return evaluation(pid, eid, script).experiment();
    }

    /** As {@link #evaluate}, with what the script printed and what the parser warned of. */
    public Evaluation evaluation(String pid, String eid, String script) throws NsScriptException {
        return run(pid, eid, script, false);
    }

    /**
     * The syntax check that needs no experiment: images and tarfiles are not looked at.
     *
     * @return the parser's warnings, empty when there were none
     * @throws NsScriptException when the parser would refuse the script
     * @throws IllegalStateException when {@code otclsh} is not installed
     */
    public String check(String script) throws NsScriptException {
        return run("", "", script, true).warnings();
    }

    private Evaluation run(String pid, String eid, String script, boolean impotent) throws NsScriptException {
        try {
            Path folder = Files.createTempDirectory("overtap-ns");
            try {
                fill(folder, settings.lines(pid, eid, impotent), script);
                return evaluateIn(folder, pid, eid, script);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ns parser could not be run: " + e.getMessage(), e);
        }
    }

    private static void fill(Path folder, String settings, String script) throws IOException {
        for (String name : PRELUDE) {
            try (InputStream in = NsEvaluator.class.getResourceAsStream("/lab/ns/" + name + ".tcl")) {
                Files.copy(in, folder.resolve(name + ".tcl"));
            }
        }
        Files.writeString(folder.resolve("settings"), settings, StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("nsfile.ns"), script.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Evaluation evaluateIn(Path folder, String pid, String eid, String script)
            throws IOException, NsScriptException {
        BoundedProcess.Outcome outcome = BoundedProcess.run(interpreter, folder, time);
        Path failure = folder.resolve("failure");
        Path rows = folder.resolve("rows");
        if (!outcome.ended()) {
            throw refused(Diagnosis.ofWhole(
                    "the script did not end within " + time.toSeconds() + " s and was stopped", outcome.diagnostics()));
        }
        if (Files.exists(failure)) {
            String scriptFile = folder.toRealPath().resolve("nsfile.ns").toString();
            throw refused(Diagnosis.of(read(failure), outcome.diagnostics(), script, scriptFile));
        }
        if (outcome.status() != 0 || !Files.exists(rows)) {
            throw refused(Diagnosis.ofWhole(
                    "the script ended the parser itself with status " + outcome.status(), outcome.diagnostics()));
        }
        VirtualExperiment experiment = new VirtualExperiment(pid, eid, tablesOf(read(rows), outcome));
        return new Evaluation(experiment, outcome.printed(), outcome.diagnostics());
    }

    private static Map<String, List<Map<String, String>>> tablesOf(String rows, BoundedProcess.Outcome outcome)
            throws NsScriptException {
        try {
            return RowTransport.read(rows);
        } catch (IllegalStateException e) {
            throw refused(Diagnosis.ofWhole(e.getMessage(), outcome.diagnostics()));
        }
    }

    private static NsScriptException refused(Diagnosis diagnosis) {
        return new NsScriptException(diagnosis.problem(), diagnosis);
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_RESULT) {
            throw new IOException("its result is larger than " + (LARGEST_RESULT >> 20) + " MiB");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
