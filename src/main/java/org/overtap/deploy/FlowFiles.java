package org.overtap.deploy;

import java.util.List;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.instrument.Output;

/** Where flow files are stored. */
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
}
