package org.overtap.lifecycle;

import org.overtap.deploy.journal.Deployment;

/**
 * What a deploy did.
 *
 * @param source the experiment as the user names it
 * @param deployment what runs now
 * @param changed how many daemons were started or stopped; 0 when all of it ran already
 */
public record DeployedOverlay(String source, Deployment deployment, int changed) {}
