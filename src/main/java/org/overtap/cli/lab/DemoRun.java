package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import org.overtap.topology.file.JsonDocument;

/**
 * One demonstration. Every stage is a command, run on the tool's side of the lab, just as a user would type it; nothing of the lab is known here but its name.
 */
final class DemoRun implements AutoCloseable {
    private static final int ENDED_BY_SIGNAL = 128;
    private static final long LAST_SECONDS = 20;

    private final SelfLauncher own;
    private final Script script;
    private final boolean keep;
    private final PrintWriter err;
    private final String lab;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options =
            new ArrayList<>(List.of("--idle-timeout", "3", "--rotate", "2", "--avoid-unfit"));
    private final DemoTraffic traffic;
    private volatile boolean labStands;
    private BatchProcess outside;
    private BatchProcess inside;
    private int stage;
    private int exitCode;

    /** An ns script and the experiment's name for it. */
    record Script(String name, String text, List<String> labOptions) {}

    DemoRun(SelfLauncher own, Script script, List<String> planning, boolean keep, PrintWriter err) throws IOException {
        this.options.addAll(planning);
        this.own = own;
        this.script = script;
        this.keep = keep;
        this.err = err;
        this.lab = keep ? "demo" : "demo" + ProcessHandle.current().pid();
        this.traffic = new DemoTraffic(lab);
        this.folder = Files.createTempDirectory("overtap-demo");
        if (!keep) {
            environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        }
        // Who ends the demo early wants no lab left either; after a normal end this finds nothing to do.
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtExit));
    }

    static void requireRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new UsageException(
                    "the demo builds network namespaces: run it as root (plan and topology need no root)");
        }
    }

    int exitCode() {
        return exitCode;
    }

    /** All stages; the document has what they found. */
    ObjectNode carryOut() throws IOException, LabException {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/demo/1");
        Path file = Files.writeString(folder.resolve("experiment.ns"), script.text(), StandardCharsets.ISO_8859_1);
        labStands = true;
        List<String> up = new ArrayList<>(List.of("lab", "up", file.toString(), "--name", lab));
        up.addAll(List.of("--experiment", "demo/" + script.name()));
        up.addAll(script.labOptions());
        BatchProcess.Ended upped = here("lab up", up.toArray(String[]::new));
        labStands = upped.status() == 0 || upped.status() > ENDED_BY_SIGNAL;
        require(upped);
        List<String> run = new ArrayList<>(List.of("run", source(), "--profile", lab, "--yes", "--format", "json"));
        run.addAll(options);
        BatchProcess.Ended ran = inside("plan, deploy, verify", run.toArray(String[]::new));
        exitCode = ran.status();
        JsonNode result = result(ran);
        document.set("plan", result.path("plan"));
        document.set("verify", result.path("verify"));
        if (keep) {
            return document;
        }
        Path flows = folder.resolve("flows");
        document.set("dataset", dataset(flows));
        err.println("    " + countFiles(flows) + " flow files downloaded");
        // What is stored after the collect would be downloaded to a folder that goes with the demo.
        BatchProcess.Ended teardown =
                inside("teardown", "teardown", source(), "--profile", lab, "--discard-data", "--format", "json");
        JsonNode left = result(teardown);
        document.putObject("teardown")
                .put("leftovers", left.path("leftovers").asInt(-1))
                .put("scriptRestored", left.path("scriptRestored").asBoolean());
        exitCode = Math.max(exitCode, teardown.status());
        downLab();
        return document;
    }

    /** Brings flow files home and makes a dataset of them, which goes with the demo. */
    private ObjectNode dataset(Path flows) throws IOException, LabException {
        BatchProcess.Ended made = inside(
                "collect, dataset",
                "dataset",
                source(),
                "--profile",
                lab,
                "--to",
                flows.toString(),
                "-o",
                folder.resolve("dataset").toString(),
                "--format",
                "json");
        exitCode = Math.max(exitCode, made.status());
        JsonNode numbers = result(made);
        ObjectNode dataset = JsonDocument.mapper().createObjectNode();
        for (String key : List.of("flows", "packets", "bytes", "duplicates")) {
            dataset.set(key, numbers.path(key));
        }
        return dataset;
    }

    /** What to type in a lab that was kept. */
    String nextCommands() {
        String on = SelfLauncher.inLab(lab) + " ";
        return "the lab stands and the overlay runs; next:\n  " + on + "status " + source() + " --profile " + lab
                + "\n  " + on
                + "verify " + source() + " --profile " + lab + "\n  " + on + "flows " + source() + " --profile " + lab
                + "\n  " + on + "teardown " + source() + " --profile "
                + lab
                + "\n  " + TypedProgram.here() + " lab down " + lab + "\nthe picture, a page for any browser:\n  " + on
                + "view " + source()
                + " --profile " + lab + " -o picture.html\n";
    }

    private String source() {
        return "emulab:demo/" + script.name();
    }

    private BatchProcess.Ended here(String title, String... args) throws IOException {
        outside = standing(outside, own.batch());
        return runStage(title, outside, args);
    }

    private BatchProcess.Ended inside(String title, String... args) throws IOException, LabException {
        inside = standing(inside, Lab.opsCommand(lab, own.batch()));
        return runStage(title, inside, args);
    }

    /** One that takes commands: where something ended it, another takes its place. */
    private BatchProcess standing(BatchProcess now, List<String> words) throws IOException {
        return now != null && now.isAlive() ? now : BatchProcess.start(words, environment);
    }

    private BatchProcess.Ended runStage(String title, BatchProcess process, String... args) throws IOException {
        long began = System.nanoTime();
        err.println("[" + ++stage + "/" + (keep ? 2 : 5) + "] " + title);
        err.flush();
        BatchProcess.Ended ended = process.run(List.of(args), this::relay);
        err.println(String.format(
                Locale.ROOT,
                "    %s in %.1f s",
                ended.status() == 0 ? "done" : "exit code " + ended.status(),
                (System.nanoTime() - began) / 1e9));
        return ended;
    }

    /** What a stage says, each line behind a margin. */
    private void relay(String said) {
        said.lines().forEach(line -> {
            err.println("    " + line);
            traffic.hear(line);
        });
        err.flush();
    }

    private static void require(BatchProcess.Ended ended) throws IOException {
        if (ended.status() == ExitCode.USAGE) {
            throw new UsageException("the demo stopped: the stage above was refused");
        }
        if (ended.status() != 0) {
            throw new IOException("the demo stopped: the stage above failed");
        }
    }

    private static JsonNode result(BatchProcess.Ended ended) throws IOException {
        if (ended.out().isBlank()) {
            throw new IOException("the demo stopped: the stage above failed");
        }
        return JsonDocument.mapper().readTree(ended.out());
    }

    private static long countFiles(Path flows) throws IOException {
        if (!Files.isDirectory(flows)) {
            return 0;
        }
        // What explains them lies in the folder itself.
        try (var files = Files.walk(flows)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().equals(flows))
                    .count();
        }
    }

    private void downLab() throws IOException {
        if (inside != null) {
            // A lab is not taken down with somebody in it.
            inside.close();
        }
        BatchProcess.Ended down = here("lab down", "lab", "down", lab);
        if (down.status() > ENDED_BY_SIGNAL) {
            // What ended the demo reached that process too, before it came to this.
            down = here("lab down", "lab", "down", lab);
        }
        labStands = false;
        exitCode = Math.max(exitCode, down.status());
    }

    /** Takes the lab down if a stage failed, and the files with it. */
    @Override
    public synchronized void close() throws IOException {
        if (labStands && !keep) {
            downLab();
        }
        for (BatchProcess process : new BatchProcess[] {inside, outside}) {
            if (process != null) {
                process.close();
            }
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoRun::delete);
        }
    }

    private void closeAtExit() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroy);
        children.forEach(DemoRun::awaitEnd);
        try {
            close();
        } catch (IOException e) {
            err.println("overtap: lab " + lab + " may be left: '" + TypedProgram.here() + " lab down " + lab + "' ("
                    + e.getMessage() + ")");
        }
    }

    /** What it was about to undo is undone then, or not by it. */
    private static void awaitEnd(ProcessHandle child) {
        try {
            child.onExit().get(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
