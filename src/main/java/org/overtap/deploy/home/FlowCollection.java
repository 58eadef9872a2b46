package org.overtap.deploy.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.shell.GoneNodeException;
import org.overtap.shell.ShellException;

/**
 * Brings a deployment's flow files to this machine: to a folder of the node's name, and where several things on a node
 * store files, to a folder for each in that. What is here already is not brought again.
 */
public final class FlowCollection {
    private final Deployment deployment;
    private final NodeShells shells;
    private final FileTransfer.Pause pause;

    public FlowCollection(Deployment deployment, NodeShells shells) {
        this(deployment, shells, time -> Thread.sleep(time.toMillis()));
    }

    FlowCollection(Deployment deployment, NodeShells shells, FileTransfer.Pause pause) {
        this.deployment = deployment;
        this.shells = shells;
        this.pause = pause;
    }

    /**
     * What came of it.
     *
     * @param brought an account for each daemon of which all is here
     * @param parts each daemon of which some is here, from before or until something failed
     * @param failures by node, why something of it is not
     */
    public record Outcome(List<BroughtFiles> brought, List<Part> parts, Map<String, String> failures) {
        public Outcome {
            brought = List.copyOf(brought);
            parts = List.copyOf(parts);
            failures = new TreeMap<>(failures);
        }
    }

    /**
     * Files of a daemon, though not all.
     *
     * @param source what stored them
     * @param folder where they are now
     */
    public record Part(FlowFiles.Source source, Path folder) {}

    /** Brings the files that are closed, while what writes them may go on. */
    public Outcome collect(Path into) {
        return collect(into, false);
    }

    /** Brings all there is once nothing writes any more; it is on the disk then, so that it can be removed there. */
    public Outcome collectRest(Path into) {
        return collect(into, true);
    }

    private Outcome collect(Path into, boolean ended) {
        List<BroughtFiles> brought = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Map<String, String> failures = new TreeMap<>();
        List<FlowFiles.Source> sources = FlowFiles.sources(deployment);
        for (FlowFiles.Source source : sources) {
            boolean alone =
                    sources.stream().filter(s -> s.node().equals(source.node())).count() == 1;
            HomeFolder home = new HomeFolder(into, place(source, alone));
            try {
                bring(source, home, ended).ifPresent(brought::add);
            } catch (DeployException e) {
                if (Files.isDirectory(home.path(), LinkOption.NOFOLLOW_LINKS)) {
                    parts.add(new Part(source, home.path()));
                }
                failures.merge(source.node(), e.getMessage(), (one, more) -> one + "\n" + more);
            }
        }
        return new Outcome(brought, parts, failures);
    }

    private static Path place(FlowFiles.Source source, boolean alone) {
        Path own = Path.of(plain(source.node()));
        return alone ? own : own.resolve(source.daemon().name());
    }

    /** A node's name as a folder's: what would lead elsewhere is written in hexadecimal. */
    private static String plain(String node) {
        StringBuilder text = new StringBuilder();
        node.codePoints().forEach(c -> {
            boolean kept = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' && !text.isEmpty();
            if (kept) {
                text.appendCodePoint(c);
            } else {
                text.append(String.format("%%%02x", c));
            }
        });
        return text.toString();
    }

    private Optional<BroughtFiles> bring(FlowFiles.Source source, HomeFolder home, boolean ended)
            throws DeployException {
        StoredListing listing;
        try {
            listing = listing(source, ended);
        } catch (GoneNodeException e) {
            requireNothingLost(source, ended, e);
            return Optional.empty();
        }
        if (listing.state() != StoredListing.State.THERE) {
            requireNeverStored(source, listing.state());
            return Optional.empty();
        }
        List<StoredFile> missing = new ArrayList<>();
        for (StoredFile file : listing.files()) {
            if (!isHere(source, home, file)) {
                missing.add(file);
            }
        }
        new FileTransfer(deployment.id(), source, shells, home, ended, pause).bring(missing);
        tidy(source, home, missing);
        return Optional.of(new BroughtFiles(
                source,
                home.path(),
                listing.files().size(),
                bytes(listing.files()),
                missing.size(),
                bytes(missing),
                listing.files().stream()
                        .filter(f -> !f.closed())
                        .map(home::file)
                        .toList(),
                home.aside()));
    }

    private static long bytes(List<StoredFile> files) {
        return files.stream().mapToLong(StoredFile::size).sum();
    }

    private StoredListing listing(FlowFiles.Source source, boolean ended) throws DeployException, GoneNodeException {
        try {
            return StoredListing.of(shells.on(source.node()), deployment.id(), source, ended);
        } catch (GoneNodeException e) {
            throw e;
        } catch (ShellException e) {
            throw new DeployException(
                    "the flow files of " + source.node() + " could not be downloaded: " + e.getMessage());
        }
    }

    /**
     * What was never started stored nothing, and of what a teardown brought to the end nothing need be there. A folder
     * that is gone otherwise took with it what was in it.
     */
    private void requireNeverStored(FlowFiles.Source source, StoredListing.State state) throws DeployException {
        JournalEntry.Mark mark = source.entry().mark();
        boolean neverStarted = mark == JournalEntry.Mark.INTENDED
                || mark == JournalEntry.Mark.STOPPED && state == StoredListing.State.NONE;
        if (!neverStarted && !deployment.collected().ended()) {
            throw new DeployException("nothing was there: " + source.entry().folder() + " on node " + source.node()
                    + " is gone, and with it what " + source.daemon().instrument()
                    + " stored there and was not brought before; was the node wiped?");
        }
    }

    /**
     * A node that is gone took with it what was not brought before. Whoever brings the rest has nothing to fetch there if
     * all had been brought.
     */
    private void requireNothingLost(FlowFiles.Source source, boolean ended, GoneNodeException gone)
            throws DeployException {
        boolean neverStarted = source.entry().mark() == JournalEntry.Mark.INTENDED;
        boolean brought =
                ended ? deployment.collected().all() : deployment.collected().ended();
        if (!neverStarted && !brought) {
            throw new DeployException("nothing was there: " + gone.getMessage() + ", and so is what "
                    + source.daemon().instrument() + " stored there and was not brought before:"
                    + " 'overtap teardown --discard-data' gives it up");
        }
    }

    private static boolean isHere(FlowFiles.Source source, HomeFolder home, StoredFile file) throws DeployException {
        try {
            return home.has(file);
        } catch (IOException e) {
            throw FileTransfer.unwritable(source, home.file(file).toString(), e);
        }
    }

    private static void tidy(FlowFiles.Source source, HomeFolder home, List<StoredFile> brought)
            throws DeployException {
        try {
            home.make();
            for (StoredFile file : brought) {
                home.tidy(file);
            }
        } catch (IOException e) {
            throw FileTransfer.unwritable(source, home.path().toString(), e);
        }
    }
}
