package org.overtap.lifecycle;

import java.util.List;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.Outage;

/**
 * What a deploy did.
 *
 * @param deployment what runs now
 * @param changed how many daemons were started or stopped; 0 when all of it ran already
 * @param outages what was found not to run, and runs again
 * @param strays how many processes were ended that ran on though their folder was gone
 */
public record DeployedOverlay(Deployment deployment, int changed, List<Outage> outages, int strays) {
    public DeployedOverlay {
        outages = List.copyOf(outages);
    }
}
