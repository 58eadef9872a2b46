package org.overtap.deploy.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.PrivateFiles;

/** The file that remembers a deployment: written before anything is changed, deleted when all is undone. */
public final class StateFile {
    private static final String ENDING = ".json";
    private static final int TRIES = 100;
    private static final long BETWEEN_TRIES_MS = 50;

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final boolean inOwnFolder;
    private volatile StateHold hold;
    private volatile Consumer<String> ifThereIsNoRoom;
    private volatile Deployment unwritten;

    private StateFile(Path file, boolean inOwnFolder) {
        this.file = file;
        this.inOwnFolder = inOwnFolder;
    }

    /** A state file at that path. */
    public static StateFile at(Path file) {
        return new StateFile(file, false);
    }

    /** The usual place: {@code $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json}. */
    public static StateFile of(String experiment, Map<String, String> environment) {
        String name = experiment.replaceAll("[^A-Za-z0-9_.-]", "-") + ENDING;
        return new StateFile(folder(environment).resolve(name), true);
    }

    private static Path folder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_STATE_HOME", "");
        Path home = base.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(base);
        return home.resolve("overtap");
    }

    /** All that lie in the usual place, by name. */
    public static List<StateFile> all(Map<String, String> environment) {
        try (Stream<Path> files = Files.list(folder(environment))) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> new StateFile(file, true))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    public Path path() {
        return file;
    }

    /** A file beside this one for another deployment on the same experiment, while that is removed. */
    public StateFile beside(String id) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return new StateFile(file.toAbsolutePath().resolveSibling(name + "-" + id + ".json"), inOwnFolder);
    }

    /**
     * What is deployed, if anything is.
     *
     * @throws TopologyException if the file is damaged
     */
    public Optional<Deployment> read() {
        if (unwritten != null) {
            return Optional.of(unwritten);
        }
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
     * Does the work while no other overtap that uses this file is at work. What keeps others out is the operating
     * system's, so that it goes with the process, however that ends; between machines it reaches as far as their file
     * system does.
     *
     * @param command the command's name, which others are told
     * @throws DeployException if another one is at work, saying which
     */
    public <T> T exclusively(String command, Callable<T> work) throws Exception {
        return holding(command, false, work);
    }

    /**
     * Does the work while nobody changes what is deployed; others may do such work at the same time.
     *
     * @param command the command's name, which others are told
     * @throws DeployException if it is being changed, saying by whom
     */
    public <T> T shared(String command, Callable<T> work) throws Exception {
        return holding(command, true, work);
    }

    private <T> T holding(String command, boolean shared, Callable<T> work) throws Exception {
        if (hold != null) {
            throw new IllegalStateException(file + " is held already");
        }
        try (StateHold taken = StateHold.take(file, Worker.here(command), shared)) {
            hold = taken;
            return work.call();
        } finally {
            hold = null;
        }
    }

    /** Those that seem to be at work on the deployment now, which may have ended a moment later. */
    public List<Worker> atWork() {
        return StateLock.seen(StateHold.mark(file));
    }

    /** Who works with this file here. */
    public Worker worker() {
        StateHold held = hold;
        return held == null ? Worker.here("") : held.worker();
    }

    /**
     * Remembers again what was lost, unless something is remembered by now.
     *
     * @throws DeployException if another overtap is at work, or the file cannot be written
     */
    public void restore(Deployment lost) throws DeployException {
        briefly(() -> {
            if (read().isEmpty()) {
                put(lost);
            }
        });
    }

    /**
     * Changes what is remembered, if anything is. Others that do the same are waited for, so that no change is lost.
     *
     * @throws DeployException if another one stays at work, or the file cannot be written
     */
    public void amend(UnaryOperator<Deployment> change) throws DeployException {
        briefly(() -> {
            Optional<Deployment> found = read();
            if (found.isPresent()) {
                Deployment changed = change.apply(found.get());
                requireSame(found, changed);
                put(changed);
            }
        });
    }

    private void briefly(StateLock.Work change) throws DeployException {
        StateHold held = hold;
        if (held != null) {
            held.alone(change);
            return;
        }
        try (StateHold taken = awaitShared()) {
            taken.alone(change);
        }
    }

    private StateHold awaitShared() throws DeployException {
        for (int left = TRIES; ; left--) {
            try {
                return StateHold.take(file, Worker.here(""), true);
            } catch (DeployException e) {
                if (left == 1) {
                    throw e;
                }
                pause();
            }
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

    /**
     * Remembers the deployment; a reader sees the old state or the new one. Who holds nothing yet keeps others out
     * meanwhile.
     *
     * @throws DeployException if the file tells of another deployment by now, or cannot be written
     */
    public void write(Deployment deployment) throws DeployException {
        changing(deployment, () -> put(deployment));
    }

    /**
     * Forgets the deployment.
     *
     * @throws DeployException if the file tells of another one by now, which stays, or cannot be removed
     */
    public void delete(Deployment deployment) throws DeployException {
        changing(deployment, () -> {
            try {
                Files.deleteIfExists(file);
                unwritten = null;
            } catch (IOException e) {
                throw new DeployException("the state file " + file + " cannot be removed: " + e.getMessage());
            }
        });
    }

    /**
     * From now on does not stop where the file cannot be written: for work that takes something away, so that what it
     * tells is more than what is left. In the end it is removed, which needs no room. What could not be written is read
     * all the same, until {@link #needRoom}.
     *
     * @param notices hears once that the file cannot be written
     */
    public void needNoRoom(Consumer<String> notices) {
        ifThereIsNoRoom = notices;
    }

    /** From now on what cannot be written is an error again. */
    public void needRoom() {
        ifThereIsNoRoom = null;
        unwritten = null;
    }

    private interface Change {
        void make() throws DeployException;
    }

    private void changing(Deployment deployment, Change change) throws DeployException {
        StateHold held = hold;
        if (held == null) {
            try (StateHold taken = StateHold.take(file, Worker.here(""), false)) {
                requireSame(readable(), deployment);
                taken.know(deployment.id());
                change.make();
            }
            return;
        }
        if (held.isShared()) {
            throw new IllegalStateException("who shares " + file + " only amends it");
        }
        if (!held.knows(deployment.id())) {
            requireSame(readable(), deployment);
            held.know(deployment.id());
        }
        change.make();
    }

    /** Of a file that cannot be read nobody knows what would be lost with it. */
    private Optional<Deployment> readable() throws DeployException {
        try {
            return read();
        } catch (TopologyException e) {
            throw new DeployException(e.getMessage());
        }
    }

    private void requireSame(Optional<Deployment> found, Deployment deployment) throws DeployException {
        if (found.isPresent() && !found.get().id().equals(deployment.id())) {
            throw new DeployException("the state file " + file + " tells of deployment "
                    + found.get().id() + ", not of " + deployment.id() + ", and was left alone");
        }
    }

    private void put(Deployment deployment) throws DeployException {
        try {
            StateHold.createFolder(file);
            if (inOwnFolder) {
                PrivateFiles.closeFolder(file.toAbsolutePath().getParent());
            }
            JsonDocument.writePrivate(file, JsonDocument.tree(Deployment.SCHEMA, deployment));
            unwritten = null;
        } catch (IOException e) {
            Consumer<String> notices = ifThereIsNoRoom;
            if (notices != null) {
                if (unwritten == null) {
                    notices.accept("warning: the state file " + file + " cannot be written (" + e.getMessage()
                            + "): going on without, for it is to be removed");
                }
                unwritten = deployment;
                return;
            }
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
            StateHold.createFolder(file);
            for (int i = 1; ; i++) {
                Path kept = file.toAbsolutePath().resolveSibling(name + (i == 1 ? "" : "-" + i) + "." + ending);
                if (!Files.exists(kept)) {
                    Files.createFile(kept, OWNERS_FILE);
                    return Files.writeString(kept, text, StandardCharsets.UTF_8);
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
}
