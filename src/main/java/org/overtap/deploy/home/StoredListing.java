package org.overtap.deploy.home;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.Scripts;
import org.overtap.deploy.journal.DeployException;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/**
 * What a node tells of the files that one daemon has stored there.
 *
 * @param state whether there is a place where they lie
 * @param files what lies there
 */
record StoredListing(State state, List<StoredFile> files) {
    /** Sums are made of all that is stored, which takes a slow disk a while. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final int MOST_FILES = 1_000_000;
    private static final Pattern LINE = Pattern.compile("(\\d{1,10}) (\\d{1,18}) (.+)");

    /** Where files would lie. */
    enum State {
        /** The daemon's folder is there. */
        THERE,
        /** The deployment's folder is, the daemon's is not. */
        NONE,
        /** Nothing of the deployment is there. */
        WIPED
    }

    StoredListing {
        files = List.copyOf(files);
    }

    /**
     * Asks the node.
     *
     * @param id the deployment's
     * @param ended whether nothing is written there any more: then files that nobody closed are listed, too
     * @throws DeployException if what it tells makes no sense
     */
    static StoredListing of(Shell shell, String id, FlowFiles.Source source, boolean ended)
            throws ShellException, DeployException {
        Command command = Scripts.named(
                        "stored",
                        source.entry().root(),
                        id,
                        source.daemon().name(),
                        source.output().files(),
                        ended ? "all" : "closed")
                .asRoot()
                .within(LONGEST);
        Lines lines = new Lines(source);
        CommandResult reply = shell.stream(command, lines::take);
        if (!reply.ok()) {
            throw new DeployException("node " + source.node() + " does not tell what "
                    + source.daemon().instrument() + " stored there: " + reply.errorText());
        }
        return lines.listing();
    }

    /** Reads what the script prints. */
    private static final class Lines {
        private final FlowFiles.Source source;
        private final StoredNames names;
        private final List<StoredFile> files = new ArrayList<>();
        private State state;
        private boolean closed;
        private boolean ended;
        private String strange;

        Lines(FlowFiles.Source source) {
            this.source = source;
            this.names = StoredNames.of(source.output().files());
        }

        void take(String line) {
            if (strange != null) {
                return;
            }
            Matcher file = LINE.matcher(line);
            if (state == null && (line.equals("none") || line.equals("wiped"))) {
                state = line.equals("none") ? State.NONE : State.WIPED;
                ended = true;
            } else if (state == null && line.equals("closed")) {
                state = State.THERE;
                closed = true;
            } else if (state == State.THERE && closed && line.equals("open")) {
                closed = false;
            } else if (state == State.THERE && !ended && line.equals("end")) {
                ended = true;
            } else if (state == State.THERE && !ended && file.matches() && isOurs(file.group(3))) {
                files.add(new StoredFile(
                        file.group(3), Long.parseLong(file.group(2)), Long.parseLong(file.group(1)), closed));
            } else {
                strange = line;
            }
        }

        private boolean isOurs(String path) {
            return files.size() < MOST_FILES && (closed ? names.mayBeClosed(path) : names.mayBeOpen(path));
        }

        StoredListing listing() throws DeployException {
            if (strange != null || !ended) {
                throw new DeployException("node " + source.node() + " tells of what "
                        + source.daemon().instrument() + " stored there in words that nobody expects"
                        + (strange == null ? ", or not all of it" : ": " + strange)
                        + "; nothing of it was taken, look into "
                        + source.entry().folder() + " there");
            }
            return new StoredListing(state, files);
        }
    }
}
