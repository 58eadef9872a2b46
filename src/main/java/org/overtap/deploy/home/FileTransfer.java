package org.overtap.deploy.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.DeployException;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/**
 * Streams files of one daemon from its node to disk, many small ones at a time. Where the connection breaks it goes on
 * from there, a bounded number of times.
 */
final class FileTransfer {
    /** How often a connection may break while one daemon's files are brought. */
    private static final int MOST_BREAKS = 5;

    private static final int MOST_AT_ONCE = 1000;
    private static final long BYTES_AT_ONCE = 32L << 20;
    private static final Duration SHORTEST = Duration.ofMinutes(2);
    private static final long SLOWEST_BYTES_PER_SECOND = 32L << 10;
    private static final int GIVEN_UP = 4;

    private final String id;
    private final FlowFiles.Source source;
    private final NodeShells shells;
    private final HomeFolder home;
    private final boolean durable;
    private final Pause pause;
    private final Set<StoredFile> damagedBefore = new HashSet<>();
    private int breaks;

    /** Waits before the next try. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * A transfer that has not begun.
     *
     * @param id the deployment's
     * @param durable whether the files must outlive this machine's power from then on
     */
    FileTransfer(String id, FlowFiles.Source source, NodeShells shells, HomeFolder home, boolean durable, Pause pause) {
        this.id = id;
        this.source = source;
        this.shells = shells;
        this.home = home;
        this.durable = durable;
        this.pause = pause;
    }

    /**
     * Brings all of them.
     *
     * @throws DeployException if one could not be brought as its node told it; those before it are here
     */
    void bring(List<StoredFile> files) throws DeployException {
        for (int from = 0; from < files.size(); ) {
            List<StoredFile> batch = batch(files.subList(from, files.size()));
            from += bringSome(batch);
        }
    }

    private static List<StoredFile> batch(List<StoredFile> files) {
        List<StoredFile> batch = new ArrayList<>();
        long bytes = 0;
        for (StoredFile file : files) {
            bytes += file.size();
            if (!batch.isEmpty() && (bytes > BYTES_AT_ONCE || batch.size() == MOST_AT_ONCE)) {
                break;
            }
            batch.add(file);
        }
        return batch;
    }

    /** Tries once, and gives how many of them are here then. */
    private int bringSome(List<StoredFile> batch) throws DeployException {
        IncomingFiles incoming = new IncomingFiles(home, batch, durable);
        try (incoming) {
            String trouble = stream(batch, incoming);
            if (incoming.arrived() < batch.size()) {
                afterBreak(batch.get(incoming.arrived()), trouble);
            }
        } catch (IncomingFile.Damaged e) {
            afterDamage(batch.get(incoming.arrived()));
        } catch (IOException e) {
            throw unwritable(batch.get(Math.min(incoming.arrived(), batch.size() - 1)), e);
        }
        return incoming.arrived();
    }

    /** Streams what is missing of them; gives what kept it from coming, if not all of it came. */
    private String stream(List<StoredFile> batch, IncomingFiles incoming) throws IOException, DeployException {
        long offset = incoming.begin();
        List<StoredFile> rest = batch.subList(incoming.arrived(), batch.size());
        if (rest.isEmpty()) {
            return "";
        }
        try {
            CommandResult reply = shells.on(source.node()).copy(command(rest, offset), incoming);
            if (reply.status() == GIVEN_UP && incoming.arrived() < batch.size()) {
                throw new DeployException("node " + source.node() + " does not give "
                        + batch.get(incoming.arrived()).path() + ": " + reply.errorText());
            }
            return reply.ok() ? "it ended early" : reply.errorText();
        } catch (ShellException e) {
            return e.getMessage();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Command command(List<StoredFile> files, long offset) {
        String paths = files.stream().map(file -> file.path() + "\n").collect(Collectors.joining());
        long bytes = files.stream().mapToLong(StoredFile::size).sum() - offset;
        return Scripts.named("bring", source.entry().root(), id, source.daemon().name(), String.valueOf(offset))
                .withInput(paths.getBytes(StandardCharsets.UTF_8))
                .asRoot()
                .within(SHORTEST.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
    }

    private void afterBreak(StoredFile file, String trouble) throws DeployException {
        breaks++;
        if (breaks > MOST_BREAKS) {
            throw new DeployException("the flow files of " + source.node() + " could not all be brought, from "
                    + file.path() + " on: " + trouble + " (tried " + breaks + " times); what came is kept, and the next"
                    + " try goes on from there");
        }
        try {
            pause.sleep(Duration.ofMillis(250L << breaks));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted while " + file.path() + " was brought from " + source.node());
        }
    }

    /** An earlier try may have left the beginning of another file: a second time it is the node's doing. */
    private void afterDamage(StoredFile file) throws DeployException {
        if (!damagedBefore.add(file)) {
            throw new DeployException("what node " + source.node() + " sends for " + file.path()
                    + " is not the file that it told of: sizes or sums differ. It was refused; look into "
                    + source.entry().folder() + " there");
        }
    }

    private DeployException unwritable(StoredFile file, IOException e) {
        return unwritable(source, home.file(file).toString(), e);
    }

    /** Words for a place on this machine that does not take what is brought. */
    static DeployException unwritable(FlowFiles.Source source, String path, IOException e) {
        String why = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getMessage();
        return new DeployException("what " + source.daemon().instrument() + " stored on " + source.node()
                + " cannot be written to " + path + " (" + why + "): it is all still on the node; mend that or give"
                + " another folder with --to, and repeat");
    }
}
