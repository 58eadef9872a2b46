package org.overtap.report;

import org.overtap.topology.Topology;

/**
 * A topology to be printed.
 *
 * @param explain whether the text says what was hidden or inferred
 */
public record PrintedTopology(Topology topology, boolean explain) {}
