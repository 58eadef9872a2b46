package org.overtap.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Output;
import org.overtap.shell.Command;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.shell.ShellQuote;

/** The collectors' flow files, and the way home for them. */
public final class FlowFiles {
    private FlowFiles() {}

    /**
     * A folder on a node in which finished files appear.
     *
     * @param entry what stores them
     */
    public record Source(JournalEntry entry) {
        public String node() {
            return entry.node();
        }

        public Daemon daemon() {
            return entry.daemon();
        }

        /** The folder's path on the node. */
        public String folder() {
            return entry.folder() + "/" + output().folder();
        }

        /** Which files are finished, and what reads them. */
        public Output output() {
            return daemon().output().orElseThrow();
        }
    }

    /**
     * Files that were downloaded.
     *
     * @param folder where to
     * @param output what they are
     */
    public record Collected(Path folder, Output output) {
        /** A command by which people read them; empty if none is known. */
        public Optional<String> readWith() {
            return Optional.of(output.show(folder.toString()))
                    .filter(words -> !words.isEmpty())
                    .map(ShellQuote::line);
        }
    }

    /** Where files are stored. */
    public static List<Source> standing(Deployment deployment) {
        return sources(deployment).stream()
                .filter(source -> source.entry().stands())
                .toList();
    }

    /** Where files are stored, or were before the plan was changed. */
    public static List<Source> sources(Deployment deployment) {
        return deployment.journal().entries().stream()
                .filter(entry -> entry.daemon().output().isPresent())
                .map(Source::new)
                .toList();
    }

    /**
     * Copies every collector's flow files into a folder of the node's name; where several things on a node store files,
     * each has a folder of its own in that.
     *
     * @return what was written
     * @throws DeployException if a collector's node cannot be reached; what arrived before stays
     */
    public static List<Collected> collect(Deployment deployment, NodeShells shells, Path into) throws DeployException {
        List<Collected> folders = new ArrayList<>();
        List<Source> sources = sources(deployment);
        for (Source source : sources) {
            boolean alone =
                    sources.stream().filter(s -> s.node().equals(source.node())).count() == 1;
            Path own = into.resolve(source.node());
            Path folder = alone ? own : own.resolve(source.daemon().name());
            try {
                Shell shell = shells.on(source.node());
                if (shell.run(Command.of("test", "-d", source.folder())).ok()) {
                    shell.download(source.folder(), folder);
                    folders.add(new Collected(folder, source.output()));
                }
            } catch (ShellException e) {
                throw new DeployException(
                        "the flow files of " + source.node() + " could not be downloaded: " + e.getMessage());
            }
        }
        return folders;
    }
}
