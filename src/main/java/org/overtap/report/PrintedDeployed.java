package org.overtap.report;

import org.overtap.lifecycle.DeployedOverlay;
import org.overtap.report.format.TypedCommands;

/**
 * A deploy to be printed.
 *
 * @param typed how the user goes on
 */
public record PrintedDeployed(DeployedOverlay deployed, TypedCommands typed) {}
