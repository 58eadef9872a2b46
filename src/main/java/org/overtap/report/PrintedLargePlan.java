package org.overtap.report;

import org.overtap.overlay.LargePlan;

/**
 * A large plan to be printed.
 *
 * @param whole whether the document lists every segment and interface
 */
public record PrintedLargePlan(LargePlan plan, boolean whole) {}
