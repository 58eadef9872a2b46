package org.overtap.report;

import org.overtap.overlay.plan.OverlayPlan;

/**
 * A plan to be printed.
 *
 * @param full whether the document lists all of it, however large
 */
public record PrintedPlan(OverlayPlan plan, boolean full) {}
