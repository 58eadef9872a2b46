package org.overtap.lifecycle;

import java.util.List;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.Deployment;

/**
 * What of a deployment is alive.
 *
 * @param deployment as it is remembered
 * @param daemons what each of its daemons says
 */
public record OverlayStatus(Deployment deployment, List<Status.Line> daemons) {
    public OverlayStatus {
        daemons = List.copyOf(daemons);
    }

    /** Whether all of it is. */
    public boolean alive() {
        boolean all = daemons.stream().allMatch(daemon -> daemon.state().equals("alive"));
        return all && (deployment.complete() || !daemons.isEmpty());
    }
}
