package org.overtap.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs this computer's own programs, such as ip, tc and openssl. */
public final class HostCommand {
    private static final long SECONDS = 60;

    private HostCommand() {}

    /** Runs a program to its end and gives what it wrote; throws if it fails, with the first line of its complaint. */
    public static String run(String... argv) throws LabException {
        return runWith("", List.of(argv));
    }

    /** The same with text on its standard input. */
    public static String runWith(String input, List<String> argv) throws LabException {
        try {
            return finished(input, argv);
        } catch (IOException | UncheckedIOException e) {
            throw new LabException(argv.get(0) + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(argv.get(0) + " was interrupted", e);
        }
    }

    /** Runs a shell script in a network namespace; the arguments are its {@code $1}, {@code $2} and so on. */
    public static String inNamespace(String namespace, String script, String... args) throws LabException {
        List<String> argv = new ArrayList<>(enter(namespace));
        argv.addAll(List.of("sh", "-eu", "-s", "--"));
        argv.addAll(List.of(args));
        return runWith(script, argv);
    }

    /** How to enter a network namespace so that further ones can be made from there. */
    public static List<String> enter(String namespace) {
        return List.of("nsenter", "--net=/run/netns/" + namespace, "--");
    }

    private static String finished(String input, List<String> argv)
            throws IOException, InterruptedException, LabException {
        Process process = new ProcessBuilder(argv).start();
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> textOf(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> textOf(process.getErrorStream()));
        feed(process, input);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new LabException(String.join(" ", argv) + " did not end within " + SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new LabException(complaint(argv, process.exitValue(), err.join(), out.join()));
        }
        return out.join();
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended without reading all; its exit status says whether that was right.
        }
    }

    private static String textOf(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String complaint(List<String> argv, int status, String err, String out) {
        String said = (err.isBlank() ? out : err).strip();
        return String.join(" ", argv) + " failed with status " + status + (said.isEmpty() ? "" : ": " + said);
    }
}
