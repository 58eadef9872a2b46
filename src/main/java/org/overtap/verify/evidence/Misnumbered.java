package org.overtap.verify.evidence;

import java.util.Optional;

/**
 * A probe whose records carry another number than its own.
 *
 * @param probe the probe that must have sent them
 * @param carried the number that they carry
 * @param whose the probe that has that number in the plan; absent if none has
 */
public record Misnumbered(ProbeId probe, int carried, Optional<ProbeId> whose) {}
