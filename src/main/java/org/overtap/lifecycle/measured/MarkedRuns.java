package org.overtap.lifecycle.measured;

import java.util.List;
import org.overtap.deploy.journal.NamedRun;

/**
 * The runs that the user named while a deployment measured.
 *
 * @param source the experiment as the user names it
 * @param experiment its name
 * @param runs in the order in which they began
 */
public record MarkedRuns(String source, String experiment, List<NamedRun> runs) {
    public MarkedRuns {
        runs = List.copyOf(runs);
    }
}
