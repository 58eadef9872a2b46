package org.overtap.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Output;
import org.overtap.shell.Command;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** The collectors' flow files, and the way home for them. */
public final class FlowFiles {
    private FlowFiles() {}

    /**
     * A folder on a node in which finished files appear.
     *
     * @param daemon what stores them
     * @param root the deployment's folder on its node
     */
    public record Source(Daemon daemon, String root) {
        public String node() {
            return daemon.node();
        }

        /** The folder's path on the node. */
        public String folder() {
            return root + "/" + daemon.name() + "/" + output().folder();
        }

        /** Which files are finished, and what reads them. */
        public Output output() {
            return daemon.output().orElseThrow();
        }
    }

    /** Where a deployment's files are stored. */
    public static List<Source> sources(Deployment deployment, InstrumentCatalogue instruments) {
        List<Daemon> daemons =
                new ArrayList<>(Daemon.collectors(deployment.topology(), deployment.plan(), instruments));
        daemons.addAll(Daemon.probes(deployment.topology(), deployment.plan(), instruments));
        return daemons.stream()
                .filter(daemon -> daemon.output().isPresent())
                .map(daemon -> new Source(daemon, deployment.root()))
                .toList();
    }

    /**
     * Copies all flow files into a folder of the node's name; where several daemons of a node store files, each has a
     * folder of its own in that.
     *
     * @return the folders written
     * @throws DeployException if a collector's node cannot be reached; what arrived before stays
     */
    public static List<Path> collect(
            Deployment deployment, InstrumentCatalogue instruments, NodeShells shells, Path into)
            throws DeployException {
        List<Path> folders = new ArrayList<>();
        List<Source> sources = sources(deployment, instruments);
        for (Source source : sources) {
            boolean alone = sources.stream()
                            .filter(other -> other.node().equals(source.node()))
                            .count()
                    == 1;
            Path own = into.resolve(source.node());
            Path folder = alone ? own : own.resolve(source.daemon().name());
            try {
                Shell shell = shells.on(source.node());
                if (shell.run(Command.of("test", "-d", source.folder())).ok()) {
                    shell.download(source.folder(), folder);
                    folders.add(folder);
                }
            } catch (ShellException e) {
                throw new DeployException(
                        "the flow files of " + source.node() + " did not come home: " + e.getMessage());
            }
        }
        return folders;
    }
}
