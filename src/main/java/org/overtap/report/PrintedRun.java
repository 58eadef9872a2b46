package org.overtap.report;

import java.util.Optional;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.verify.VerifyReport;

/**
 * What came of a whole run.
 *
 * @param source the experiment as the user names it
 * @param plan the plan
 * @param verdict what was proven; empty if the plan would not do and nothing was deployed
 */
public record PrintedRun(String source, OverlayPlan plan, Optional<VerifyReport> verdict) {}
