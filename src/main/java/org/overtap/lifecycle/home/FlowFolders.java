package org.overtap.lifecycle.home;

import java.nio.file.Path;
import java.util.Optional;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.record.guide.GuideFiles;

/**
 * Where on this machine a deployment's flow files are brought to. Two deployments never share a folder: what one probe
 * told would be found under two names, and the documents tell of one deployment.
 */
public final class FlowFolders {
    private FlowFolders() {}

    /** Where the rest goes: to what was downloaded before. */
    public static Path last(Deployment deployment) {
        return deployment.collected().folder().map(Path::of).orElseGet(() -> first(deployment));
    }

    /** To who could not read what is stored on nodes: a sentence of what there is here. */
    public static String hint(String folder) {
        return "\nwhat was brought before is in " + folder + ", which 'overtap flows' and 'overtap dataset' take, too";
    }

    /** A folder called after the experiment, with a number where an earlier deployment's files are in that. */
    public static Path first(Deployment deployment) {
        String name = "flows-" + deployment.experiment().replace('/', '-');
        for (int i = 1; ; i++) {
            Path folder = Path.of(i == 1 ? name : name + "-" + i);
            if (other(folder, deployment).isEmpty()) {
                return folder;
            }
        }
    }

    /** @throws DeployException if the folder has another deployment's files */
    static void requireOwn(Path folder, Deployment deployment) throws DeployException {
        Optional<String> other = other(folder, deployment);
        if (other.isPresent()) {
            throw new DeployException(
                    folder + " has the flow files of another deployment (" + other.get() + "), and its"
                            + " documents tell of that: give another folder with --to. Nothing was brought or removed");
        }
    }

    private static Optional<String> other(Path folder, Deployment deployment) {
        return GuideFiles.deployment(folder).filter(id -> !id.equals(deployment.id()));
    }
}
