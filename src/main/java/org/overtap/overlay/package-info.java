/**
 * The overlay plan: which node runs which probe on which interface, which collector it reports to, who owns which
 * conversation, and what all that costs.
 *
 * <p>Enters: a topology, a placement, instruments, the user's options. Leaves: an
 * {@link org.overtap.overlay.OverlayPlan}, a value that is written as JSON and may be edited by hand. Pure but for
 * {@link org.overtap.overlay.PlanFile}.
 */
package org.overtap.overlay;
