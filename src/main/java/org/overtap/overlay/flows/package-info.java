/**
 * Coverage of flows between hosts along the routes that nodes tell.
 *
 * <p>Enters: a topology with routes, flow options. Leaves: a {@link org.overtap.overlay.plan.FlowPlan}: which probe
 * sees and which counts each flow. Pure.
 */
package org.overtap.overlay.flows;
