package org.overtap.live;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.overtap.lab.Lab;
import org.overtap.lab.LabPackages;
import org.overtap.lab.net.LabException;

/** What live tests share: whether they can run here, and overtap as a user starts it. */
public final class Live {
    private static final long LONGEST_SECONDS = 240;

    private Live() {}

    /**
     * How a command ended.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    public record Ended(int code, String out, String err) {}

    /** Skips the test, with the reason, where it cannot run; with {@code CI} set that is a failure. */
    public static void require() {
        if (!"root".equals(System.getProperty("user.name"))) {
            cannot("not root: a lab needs network namespaces");
        }
        List<String> missing = LabPackages.missing();
        if (!missing.isEmpty()) {
            cannot("packages are missing: " + LabPackages.installCommand(missing));
        }
        if (!Files.exists(jar())) {
            cannot(jar() + " is not built: run 'mvn verify'");
        }
    }

    /** Skips the test, with the reason, where one of these is not installed; with {@code CI} set that is a failure. */
    public static void requirePrograms(String... programs) {
        for (String program : programs) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!there) {
                cannot(program + " is not installed");
            }
        }
    }

    private static void cannot(String reason) {
        if (System.getenv("CI") != null) {
            fail("live tests must run in CI, but: " + reason);
        }
        Assumptions.abort(reason);
    }

    static Path jar() {
        return Path.of(System.getProperty("overtap.jar", "target/overtap.jar")).toAbsolutePath();
    }

    /** overtap on this machine, outside of any lab. */
    public static Ended overtap(Path home, String... args) {
        if (args.length > 2 && args[0].equals("lab") && args[1].equals("down")) {
            LiveProcesses.leave(args[2]);
        }
        return LiveProcesses.run("", home, words("batch"), args);
    }

    /** overtap on the tool's side of a lab. */
    public static Ended inLab(Path home, String lab, String... args) {
        try {
            return LiveProcesses.run(lab, home, Lab.opsCommand(lab, words("batch")), args);
        } catch (LabException e) {
            throw new IllegalStateException(e);
        }
    }

    /** overtap in a network namespace that a test made. */
    static Ended inNamespace(Path home, String namespace, String... args) {
        List<String> start = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace, "--"));
        start.addAll(words("batch"));
        return LiveProcesses.run(namespace, home, start, args);
    }

    /** A command as root on a node of a lab. */
    public static Ended onNode(String lab, String node, String... argv) {
        try {
            return run(Path.of("/tmp"), Lab.nodeCommand(lab, node, List.of(argv)));
        } catch (LabException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The program's classes as a virtual machine keeps them, beside the jar, where demos look for them too. */
    private static final class Archive {
        static final Path FILE = made();

        private static Path made() {
            Path file = Path.of(jar().toString().replaceFirst("\\.jar$", ".jsa"));
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            run(
                    Path.of("/tmp"),
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:ArchiveClassesAtExit=" + file,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-XX:-UsePerfData",
                            "-Xlog:disable",
                            "-jar",
                            jar().toString(),
                            "plan",
                            "sample-topologies/three-node-lan"));
            return file;
        }
    }

    static List<String> words(String... args) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:SharedArchiveFile=" + Archive.FILE,
                "-jar",
                jar().toString()));
        words.addAll(List.of(args));
        return words;
    }

    /** Where configuration and state are kept, for a user who lives there. */
    static Map<String, String> places(Path home) {
        return Map.of(
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString());
    }

    /** Runs the words, as a process of its own, with configuration and state below {@code home}. */
    public static Ended run(Path home, List<String> words) {
        try {
            Path out = Files.createTempFile("out", null);
            Path err = Files.createTempFile("err", null);
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("OVERTAP_"));
            builder.environment().putAll(places(home));
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + LONGEST_SECONDS + " s: " + words);
            }
            Ended ended = new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
            Files.delete(out);
            Files.delete(err);
            return ended;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
