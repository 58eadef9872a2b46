package org.overtap.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs commands on this machine, as this user. */
public final class LocalShell implements Shell {

    private final String node;
    private final List<String> prefix;
    private final ShellLimits limits;

    public LocalShell(String node) {
        this(node, List.of());
    }

    /** Commands are put behind the prefix, for instance {@code nsenter --net=/run/netns/NAME}. */
    public LocalShell(String node, List<String> prefix) {
        this(node, prefix, ShellLimits.DEFAULT);
    }

    LocalShell(String node, List<String> prefix, ShellLimits limits) {
        this.node = node;
        this.prefix = List.copyOf(prefix);
        this.limits = limits;
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        BoundedOutput out = new BoundedOutput(limits.outputBytes());
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = exec(command, out, err);
        return new CommandResult(status, text(out), text(err));
    }

    @Override
    public CommandResult stream(Command command, Consumer<String> lines) throws ShellException {
        LineSink out = new LineSink(lines, limits.outputBytes());
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = LineSink.during(out, () -> exec(command, out, err));
        return new CommandResult(status, "", text(err));
    }

    @Override
    public CommandResult copy(Command command, OutputStream sink) throws ShellException {
        CopySink out = new CopySink(sink);
        BoundedOutput err = new BoundedOutput(limits.outputBytes());
        int status = CopySink.during(out, () -> exec(command, out, err));
        return new CommandResult(status, "", text(err));
    }

    @Override
    public void close() {}

    private int exec(Command command, NodeOutput out, NodeOutput err) throws ShellException {
        Process process = start(command);
        try {
            CompletableFuture<Void> done = CompletableFuture.allOf(
                    Pump.start(process.getInputStream(), out),
                    Pump.start(process.getErrorStream(), err),
                    Pump.start(new ByteArrayInputStream(command.input()), process.getOutputStream()));
            done.get(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            process.waitFor();
            requireBounded(command, out, err);
            return process.exitValue();
        } catch (TimeoutException e) {
            requireBounded(command, out, err);
            throw failure(command, tooSlow(process.isAlive(), command.timeout()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(command, " was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(command, " failed: " + e.getCause().getMessage(), e);
        } finally {
            end(process);
        }
    }

    private Process start(Command command) throws ShellException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command.argv());
        try {
            return new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw failure(command, " cannot be started: is it installed?", e);
        }
    }

    private void requireBounded(Command command, NodeOutput out, NodeOutput err) throws ShellException {
        if (out.overflown() || err.overflown()) {
            throw failure(command, " wrote more than the limit allows: stopped", null);
        }
    }

    private static String tooSlow(boolean alive, Duration limit) {
        return " was given up after " + limit.toMillis() + " ms"
                + (alive ? "" : ": it ended, but left something running that keeps its output open");
    }

    private ShellException failure(Command command, String what, Exception cause) {
        return new ShellException(node, ProgramName.of(command) + " on " + node + what, cause);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String text(BoundedOutput sink) {
        return new String(sink.bytes(), StandardCharsets.UTF_8);
    }

    /** Copies one stream to another on a thread of its own. */
    private static final class Pump {
        static CompletableFuture<Void> start(InputStream from, OutputStream to) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> copy(from, to, done), "overtap-pump");
            thread.setDaemon(true);
            thread.start();
            return done;
        }

        private static void copy(InputStream from, OutputStream to, CompletableFuture<Void> done) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                int got = from.read(buffer);
                while (got >= 0 && !(to instanceof NodeOutput taken && taken.overflown())) {
                    to.write(buffer, 0, got);
                    to.flush();
                    got = from.read(buffer);
                }
            } catch (IOException e) {
                // A program may end without reading all its input, and is ended when it takes too long.
            } catch (RuntimeException | Error e) {
                // Nobody would wait for the end of what nobody reads.
                done.completeExceptionally(e);
                throw e;
            }
            done.complete(null);
        }
    }
}
