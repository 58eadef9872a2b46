package org.overtap.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.JsonDocument;

/** The file that remembers a deployment: written before anything is changed, deleted when all is undone. */
public final class StateFile {
    private final Path file;

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
        Path home = base.isBlank() ? Path.of(environment.getOrDefault("HOME", "."), ".local", "state") : Path.of(base);
        String name = experiment.replaceAll("[^A-Za-z0-9_.-]", "-") + ".json";
        return new StateFile(home.resolve("overtap").resolve(name));
    }

    public Path path() {
        return file;
    }

    /** What is deployed, if anything is. */
    public Optional<Deployment> read() {
        return Files.exists(file)
                ? Optional.of(JsonDocument.read(file, Deployment.SCHEMA, Deployment.class))
                : Optional.empty();
    }

    /** Remembers the deployment; a reader sees the old state or the new one. */
    public void write(Deployment deployment) throws DeployException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JsonDocument.write(file, JsonDocument.tree(Deployment.SCHEMA, deployment));
        } catch (IOException e) {
            throw new DeployException("the state file " + file + " cannot be written (" + e.getMessage()
                    + "): nothing was changed since; free the place or give --state FILE");
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
