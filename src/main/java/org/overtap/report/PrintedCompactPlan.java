package org.overtap.report;

import org.overtap.overlay.compact.CompactPlan;

/**
 * A large plan to be printed.
 *
 * @param whole whether the document lists every segment and interface
 */
public record PrintedCompactPlan(CompactPlan plan, boolean whole) {}
