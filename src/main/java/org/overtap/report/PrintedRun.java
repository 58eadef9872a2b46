package org.overtap.report;

import java.util.Optional;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.format.TypedCommands;
import org.overtap.verify.VerifyReport;

/**
 * What came of a whole run.
 *
 * @param typed how the user goes on
 * @param plan the plan
 * @param verdict what was proven; empty if the plan would not do and nothing was deployed
 */
public record PrintedRun(TypedCommands typed, OverlayPlan plan, Optional<VerifyReport> verdict) {}
