package org.overtap.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.shell.Command;
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
        for (String node : whereCollected(deployment)) {
            Path folder = into.resolve(node);
            try {
                Shell shell = shells.on(node);
                if (shell.run(Command.of("test", "-d", folder(deployment))).ok()) {
                    shell.download(folder(deployment), folder);
                    folders.add(folder);
                }
            } catch (ShellException e) {
                throw new DeployException("the flow files of " + node + " did not come home: " + e.getMessage());
            }
        }
        return folders;
    }

    /** Nodes that may hold flow files: a plan that was changed may have had its collector elsewhere. */
    private static Set<String> whereCollected(Deployment deployment) {
        Set<String> nodes = new TreeSet<>(deployment.touched());
        deployment.plan().collectors().forEach(c -> nodes.add(c.node()));
        return nodes;
    }
}
