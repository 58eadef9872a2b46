/**
 * The case where each row is a link that either end meets: vertex cover, by kernels, reductions, bounds and local
 * search.
 *
 * <p>Enters: a {@link org.overtap.placement.vertexcover.CoverGraph}. Leaves: a cover with a lower bound. Pure; for
 * {@code placement} alone.
 */
package org.overtap.placement.vertexcover;
