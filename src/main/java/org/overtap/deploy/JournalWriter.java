package org.overtap.deploy;

import java.util.List;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.deploy.journal.StateFile;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Keeps the state file up with what steps do on many nodes at once: one that waits is written with those before it. */
final class JournalWriter {
    private final StateFile state;
    private final Object file = new Object();
    private Deployment deployment;
    private long changes;
    private long written;

    JournalWriter(StateFile state, Deployment deployment) {
        this.state = state;
        this.deployment = deployment;
    }

    synchronized Deployment deployment() {
        return deployment;
    }

    /** Writes what is intended, before any of it is done. */
    void begin() throws DeployException {
        state.write(deployment());
    }

    /** A step that is marked in the journal once it is done, or undone. */
    Step journaled(Step step, JournalEntry entry) {
        return new Journaled(step, entry);
    }

    private void mark(JournalEntry entry, JournalEntry.Mark mark) throws DeployException {
        long mine;
        synchronized (this) {
            Deployment marked = deployment.marked(entry, mark);
            if (marked.equals(deployment)) {
                return;
            }
            deployment = marked;
            mine = ++changes;
        }
        synchronized (file) {
            if (written < mine) {
                writeAll();
            }
        }
    }

    private void writeAll() throws DeployException {
        Deployment now;
        long upTo;
        synchronized (this) {
            now = deployment;
            upTo = changes;
        }
        state.write(now);
        written = upTo;
    }

    private final class Journaled implements Step {
        private final Step step;
        private final JournalEntry entry;

        Journaled(Step step, JournalEntry entry) {
            this.step = step;
            this.entry = entry;
        }

        @Override
        public String node() {
            return step.node();
        }

        @Override
        public String title() {
            return step.title();
        }

        @Override
        public List<String> actions() {
            return step.actions();
        }

        @Override
        public String apply(Shell shell) throws ShellException, DeployException {
            String outcome = step.apply(shell);
            mark(entry, JournalEntry.Mark.APPLIED);
            return outcome;
        }

        @Override
        public void undo(Shell shell) throws ShellException, DeployException {
            step.undo(shell);
            mark(entry, JournalEntry.Mark.STOPPED);
        }
    }
}
