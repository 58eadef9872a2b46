package org.overtap.report.health;

import java.time.Instant;
import org.overtap.lifecycle.health.OverlayStatus;

/**
 * A status that more will follow.
 *
 * @param at when it was asked for
 */
public record WatchedStatus(Instant at, OverlayStatus status) {}
