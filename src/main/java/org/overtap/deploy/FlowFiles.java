package org.overtap.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.overtap.overlay.OverlayPlan;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** The collectors' flow files, and the way home for them. */
public final class FlowFiles {
    private FlowFiles() {}

    /** The folder on a collector's node in which finished files appear. */
    public static String folder(Deployment deployment) {
        return deployment.root() + "/collector/flows";
    }

    /**
     * Copies every collector's flow files into a folder of the collector's name.
     *
     * @return the folders written
     * @throws DeployException if a collector's node cannot be reached; what arrived before stays
     */
    public static List<Path> collect(Deployment deployment, NodeShells shells, Path into) throws DeployException {
        List<Path> folders = new ArrayList<>();
        for (OverlayPlan.Collector collector : deployment.plan().collectors()) {
            Path folder = into.resolve(collector.node());
            try {
                Shell shell = shells.on(collector.node());
                shell.download(folder(deployment), folder);
                folders.add(folder);
            } catch (ShellException e) {
                throw new DeployException(
                        "the flow files of " + collector.node() + " did not come home: " + e.getMessage());
            }
        }
        return folders;
    }
}
