package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.overtap.topology.TopologyException;

/**
 * One thing that was started on a node, or is about to be, with all that must be known to look at it and to end it.
 *
 * @param daemon what is started: its words, how it is stopped, what it tells and stores
 * @param root the deployment's folder on the node, in which the daemon has one of its own
 * @param mark how far it is
 * @param replaces what of the deployment may still run in its place, until it is applied itself; nothing else is ever
 *     replaced: a folder or a setting that is somebody else's stops the deployment
 */
public record JournalEntry(
        Daemon daemon,
        String root,
        Mark mark,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Daemon> replaces) {
    /** How far an entry is. It is written down before anything is done about it. */
    public enum Mark {
        /** About to be started, or started and not yet written down. */
        @JsonProperty("intended")
        INTENDED,
        /** Was started. */
        @JsonProperty("applied")
        APPLIED,
        /** Was stopped again; what it stored is still there. */
        @JsonProperty("stopped")
        STOPPED
    }

    public JournalEntry {
        if (daemon == null || root == null || mark == null) {
            throw new TopologyException("an entry of a deployment's journal needs daemon, root and mark");
        }
        if (!daemon.name().matches("[a-z0-9][a-z0-9-]*") || !root.startsWith("/")) {
            throw new TopologyException("an entry of a deployment's journal has the folder " + root + "/"
                    + daemon.name() + ", which overtap does not make");
        }
        replaces = replaces == null ? Optional.empty() : replaces;
    }

    /** One that is about to be started. */
    static JournalEntry intended(Daemon daemon, String root) {
        return new JournalEntry(daemon, root, Mark.INTENDED, Optional.empty());
    }

    /** The same in a folder that was found elsewhere. */
    public JournalEntry in(String itsRoot) {
        return new JournalEntry(daemon, itsRoot, mark, replaces);
    }

    public String node() {
        return daemon.node();
    }

    /** The folder that it runs in. */
    public String folder() {
        return root + "/" + daemon.name();
    }

    /** Where it is: an entry for the same place takes this one's. */
    public String place() {
        return node() + " " + folder();
    }

    /** Whether it may run. */
    public boolean stands() {
        return mark != Mark.STOPPED;
    }

    JournalEntry replacing(JournalEntry there) {
        return new JournalEntry(daemon, root, mark, Optional.of(there.daemon));
    }

    JournalEntry marked(Mark now) {
        return new JournalEntry(daemon, root, now, Optional.empty());
    }
}
