package org.overtap.cli.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.cli.option.Settings;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import org.overtap.shell.ShellQuote;
import org.overtap.topology.TopologyException;

/**
 * What is there to begin with.
 *
 * @param program how this program is started from here, as a shell takes it
 * @param labs whether labs can be built here: it is Linux, and the user is root
 * @param sample a sample's folder, as a shell takes it from here
 * @param standing the labs that stand and of which the user has a profile, with their experiments
 * @param profiles the user's profiles, without those of the labs that stand
 * @param deployed the experiments on which something was deployed from here
 * @param broken files that should have told some of this and cannot be read, a sentence each
 */
public record Surroundings(
        String program,
        boolean labs,
        Optional<String> sample,
        Map<String, String> standing,
        List<String> profiles,
        List<String> deployed,
        List<String> broken) {
    private static final Path SAMPLE = Path.of("sample-topologies", "three-node-lan");

    /**
     * Looks.
     *
     * @param environment where configuration and state lie
     */
    public static Surroundings here(Map<String, String> environment) {
        List<String> broken = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        try {
            profiles.addAll(Settings.profiles(environment));
        } catch (UsageException e) {
            broken.add(e.getMessage());
        }
        Map<String, String> standing = labsThatStand();
        standing.keySet().retainAll(profiles);
        profiles.removeAll(standing.keySet());
        return new Surroundings(
                TypedProgram.here(),
                Lab.canBeBuilt(),
                sampleFolder().map(path -> ShellQuote.word(path.toString())),
                standing,
                profiles,
                deployed(environment, broken),
                broken);
    }

    /** Labs of which nothing can be told here are not offered. */
    private static Map<String, String> labsThatStand() {
        Map<String, String> standing = new java.util.TreeMap<>();
        try {
            for (String name : Lab.names()) {
                Lab.Standing lab = Lab.standing(name);
                lab.settings()
                        .filter(settings -> lab.status().isPresent())
                        .ifPresent(settings -> standing.put(name, settings.experiment()));
            }
        } catch (LabException e) {
            standing.clear();
        }
        return standing;
    }

    private static List<String> deployed(Map<String, String> environment, List<String> broken) {
        List<String> deployed = new ArrayList<>();
        for (StateFile file : StateFile.all(environment)) {
            try {
                file.read().ifPresent(deployment -> deployed.add(deployment.experiment()));
            } catch (TopologyException e) {
                broken.add(e.getMessage().lines().findFirst().orElse(file.path() + " cannot be read"));
            }
        }
        return deployed;
    }

    /** In the working folder, or in the checkout in which the jar was built. */
    private static Optional<Path> sampleFolder() {
        if (Files.isDirectory(SAMPLE)) {
            return Optional.of(SAMPLE);
        }
        Path here = Path.of("").toAbsolutePath();
        return TypedProgram.jar()
                .map(Path::getParent)
                .map(Path::getParent)
                .map(checkout -> checkout.resolve(SAMPLE))
                .filter(Files::isDirectory)
                .map(found -> found.startsWith(here) ? here.relativize(found) : found);
    }
}
