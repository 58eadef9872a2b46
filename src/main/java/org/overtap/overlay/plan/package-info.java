/**
 * The overlay plan as a value, its parts, its file, and the options that it was asked for with.
 *
 * <p>Enters: a placement that was chosen, options, a file. Leaves: an {@link org.overtap.overlay.plan.OverlayPlan},
 * JSON. Pure but for {@link org.overtap.overlay.plan.PlanFile}.
 */
package org.overtap.overlay.plan;
