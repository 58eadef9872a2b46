package org.overtap.lifecycle.health;

import java.util.List;
import org.overtap.deploy.Status;
import org.overtap.deploy.journal.ClockReading;
import org.overtap.deploy.journal.Deployment;

/**
 * What of a deployment is alive.
 *
 * @param deployment as it is remembered
 * @param daemons what each of its daemons says
 * @param clocks how clocks of its nodes differ from this machine's, of those that tell
 * @param health how its probes, collectors and nodes fare
 */
public record OverlayStatus(
        Deployment deployment, List<Status.Line> daemons, List<ClockReading> clocks, OverlayHealth health) {
    public OverlayStatus {
        daemons = List.copyOf(daemons);
        clocks = List.copyOf(clocks);
    }

    /** Whether all of it is. */
    public boolean alive() {
        boolean all = daemons.stream().allMatch(daemon -> daemon.state().equals("alive"));
        return all && (deployment.complete() || !daemons.isEmpty());
    }
}
