package org.overtap.topology.route;

import org.overtap.topology.Endpoint;

/**
 * One step of a path.
 *
 * @param segment the segment's name
 * @param from the interface that it leaves by
 * @param to the interface that it arrives at
 */
public record Hop(String segment, Endpoint from, Endpoint to) {}
