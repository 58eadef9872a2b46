/**
 * The overlay plan: which node runs which probe on which interface, which collector it reports to, who owns which
 * conversation, and what all that costs.
 *
 * <p>Enters: a topology, a placement, instruments, the user's options. Leaves: an
 * {@link org.overtap.overlay.plan.OverlayPlan}, a value that is written as JSON and may be edited by hand; of a drawing
 * too large for objects a {@link org.overtap.overlay.compact.CompactPlan}, written as the same document. Pure but for
 * {@link org.overtap.overlay.plan.PlanFile} and {@link org.overtap.overlay.compact.CompactPlanFile}.
 *
 * <p>Tap styles ({@link org.overtap.overlay.taps.TapStyle}) say what stands on a tapped link and on a tapped LAN; a
 * plan's {@link org.overtap.overlay.plan.ExperimentChange} lists each tap with what it is made of, so that a style may
 * differ by segment.
 *
 * <p>Costs: the search needs whole numbers. Where all the user's costs are whole they are kept; otherwise the plan's
 * cost and bound are in thousandths, and its notes say so ({@link org.overtap.overlay.cover.CostScale}).
 */
package org.overtap.overlay;
