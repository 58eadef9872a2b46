package org.overtap.lifecycle.measured;

import java.time.Instant;
import org.overtap.deploy.journal.FieldNotes;
import org.overtap.topology.TopologyException;

/** Where a run that the user names begins or ends. */
public enum RunEdge {
    START,
    STOP;

    /**
     * The notes with that edge of that run.
     *
     * @throws TopologyException if the run cannot begin or end then
     */
    public FieldNotes on(FieldNotes notes, String run, Instant time) {
        return this == START ? notes.started(run, time) : notes.stopped(run, time);
    }
}
