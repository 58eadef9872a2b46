package org.overtap.lifecycle;

import org.overtap.deploy.journal.Deployment;

/**
 * A deployment that can be carried out: the experiment has all machines of its plan.
 *
 * @param deployment bound to what really came up
 * @param request what was asked
 */
public record PreparedOverlay(Deployment deployment, PlanRequest request) {}
