package org.overtap.report;

import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.report.format.TypedCommands;

/**
 * A dataset to be printed.
 *
 * @param typed how the user goes on with its folder
 */
public record PrintedDataset(MadeDataset made, TypedCommands typed) {}
