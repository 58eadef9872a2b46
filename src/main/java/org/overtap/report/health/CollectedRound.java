package org.overtap.report.health;

import java.time.Instant;
import org.overtap.lifecycle.home.CollectedFlows;

/**
 * Flow files that were brought here in one round of many.
 *
 * @param at when it ended
 * @param flows what is here now
 */
public record CollectedRound(Instant at, CollectedFlows flows) {}
