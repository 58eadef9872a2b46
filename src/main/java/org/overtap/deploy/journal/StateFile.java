package org.overtap.deploy.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** The file that remembers a deployment: written before anything is changed, deleted when all is undone. */
public final class StateFile {
    private static final int TRIES = 100;
    private static final long BETWEEN_TRIES_MS = 50;

    private final Path file;
    private volatile boolean held;

    private StateFile(Path file) {
        this.file = file;
    }

    /** A state file at that path. */
    public static StateFile at(Path file) {
        return new StateFile(file);
    }

    /** The usual place: {@code $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json}. */
    public static StateFile of(String experiment, Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_STATE_HOME", "");
        Path home = base.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(base);
        String name = experiment.replaceAll("[^A-Za-z0-9_.-]", "-") + ".json";
        return new StateFile(home.resolve("overtap").resolve(name));
    }

    public Path path() {
        return file;
    }

    /**
     * What is deployed, if anything is.
     *
     * @throws TopologyException if the file is damaged
     */
    public Optional<Deployment> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = JsonDocument.readText(file);
            return Optional.of(
                    JsonDocument.schema(text).equals(FormerDeployment.SCHEMA)
                            ? JsonDocument.parse(text, file.toString(), FormerDeployment.SCHEMA, FormerDeployment.class)
                                    .today()
                            : JsonDocument.parse(text, file.toString(), Deployment.SCHEMA, Deployment.class));
        } catch (TopologyException e) {
            throw new TopologyException(
                    e.getMessage()
                            + (isOfAnotherVersion()
                                    ? "\nthis state file was written by another version of overtap: use that version"
                                    : "\nthis state file is damaged, and with it the knowledge of what was deployed:"
                                            + " restore it, or remove it and look on the nodes for /var/tmp/overtap-*"),
                    e);
        }
    }

    /** Such a file is not damaged, and to remove it would lose a deployment. */
    private boolean isOfAnotherVersion() {
        try {
            String schema = JsonDocument.schema(JsonDocument.readText(file));
            return schema.startsWith("overtap/deployment/")
                    && !schema.equals(Deployment.SCHEMA)
                    && !schema.equals(FormerDeployment.SCHEMA);
        } catch (TopologyException e) {
            return false;
        }
    }

    /**
     * What is deployed on that experiment, if anything is.
     *
     * @throws TopologyException if the file is damaged, or is about another experiment
     */
    public Optional<Deployment> read(String experiment) {
        Optional<Deployment> found = read();
        if (found.isPresent() && !found.get().experiment().equals(experiment)) {
            throw new TopologyException("the state file " + file + " is about "
                    + found.get().experiment() + ", not about " + experiment + ": give another --state FILE");
        }
        return found;
    }

    /**
     * Does the work while no other overtap that uses this file is changing what it tells of. The mark that keeps others
     * out is the operating system's, so that it goes with the process, however that ends.
     *
     * @throws DeployException if another one is at work
     */
    public <T> T alone(Callable<T> work) throws Exception {
        Path mark = file.toAbsolutePath().resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = open(mark);
                FileLock lock = tryLock(channel)) {
            if (lock == null || !signed(channel, mark)) {
                throw new DeployException("another overtap is at work on the deployment of " + file
                        + ": wait until it has ended, and repeat");
            }
            held = true;
            try {
                return work.call();
            } finally {
                held = false;
                Files.deleteIfExists(mark);
            }
        }
    }

    /**
     * Remembers again what was lost, unless something is remembered by now; within {@link #alone} or without.
     *
     * @throws DeployException if another overtap is at work, or the file cannot be written
     */
    public void restore(Deployment lost) throws DeployException {
        if (read().isPresent()) {
            return;
        }
        if (held) {
            write(lost);
        } else {
            once(() -> {
                restore(lost);
                return true;
            });
        }
    }

    /**
     * Changes what is remembered, if anything is; within {@link #alone} or without. Another overtap that does the same
     * is waited for.
     *
     * @throws DeployException if another one stays at work, or the file cannot be written
     */
    public void amend(UnaryOperator<Deployment> change) throws DeployException {
        if (held) {
            rewrite(change);
            return;
        }
        for (int left = TRIES; ; left--) {
            try {
                once(() -> {
                    rewrite(change);
                    return true;
                });
                return;
            } catch (DeployException e) {
                if (left == 1) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void once(Callable<Boolean> change) throws DeployException {
        try {
            alone(change);
        } catch (DeployException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DeployException("the state file " + file + " cannot be changed: " + e.getMessage());
        }
    }

    private void rewrite(UnaryOperator<Deployment> change) throws DeployException {
        Optional<Deployment> found = read();
        if (found.isPresent()) {
            write(change.apply(found.get()));
        }
    }

    private void pause() throws DeployException {
        try {
            Thread.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted while another overtap was at work on " + file);
        }
    }

    private static FileChannel open(Path mark) throws DeployException {
        try {
            Files.createDirectories(mark.getParent());
            return FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DeployException("the state file's folder " + mark.getParent() + " cannot be written ("
                    + e.getMessage() + "): give --state FILE");
        }
    }

    /** Whether the file that is locked is still the one that others find: the last holder may just have removed it. */
    private static boolean signed(FileChannel channel, Path mark) throws IOException {
        String signature = String.valueOf(ProcessHandle.current().pid());
        channel.truncate(0).write(ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII)));
        return Files.exists(mark) && Files.readString(mark).equals(signature);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Remembers the deployment; a reader sees the old state or the new one. */
    public void write(Deployment deployment) throws DeployException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JsonDocument.writePrivate(file, JsonDocument.tree(Deployment.SCHEMA, deployment));
        } catch (IOException e) {
            throw new DeployException("the state file " + file + " cannot be written (" + e.getMessage()
                    + "): nothing was changed since; free the place or give --state FILE");
        }
    }

    /**
     * Keeps a text in a file of its own beside this one, where it outlives the deployment.
     *
     * @param what names the file, as in {@code PROJECT-EXPERIMENT-original}; a number is added where it is taken
     * @param ending the file's, without the dot
     * @return the file
     */
    public Path keep(String what, String ending, String text) throws DeployException {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "") + "-" + what;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            for (int i = 1; ; i++) {
                Path kept = file.toAbsolutePath().resolveSibling(name + (i == 1 ? "" : "-" + i) + "." + ending);
                if (!Files.exists(kept)) {
                    return Files.writeString(kept, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
                }
                if (Files.readString(kept).equals(text)) {
                    return kept;
                }
            }
        } catch (IOException e) {
            throw new DeployException("nothing can be kept beside " + file + " (" + e.getMessage()
                    + "): nothing was sent; free the place and repeat");
        }
    }

    /** Forgets the deployment. */
    public void delete() throws DeployException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DeployException("the state file " + file + " cannot be removed: " + e.getMessage());
        }
    }
}
