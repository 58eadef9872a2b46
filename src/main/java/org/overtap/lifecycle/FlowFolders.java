package org.overtap.lifecycle;

import java.nio.file.Path;
import org.overtap.deploy.journal.Deployment;

/** Where on this machine a deployment's flow files are brought to, unless the user says otherwise. */
final class FlowFolders {
    private FlowFolders() {}

    /** Where the rest goes: to what was downloaded before. */
    static Path last(Deployment deployment) {
        return deployment.collected().folder().map(Path::of).orElseGet(() -> first(deployment));
    }

    static Path first(Deployment deployment) {
        return Path.of("flows-" + deployment.experiment().replace('/', '-'));
    }
}
